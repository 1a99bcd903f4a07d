import type { FocusEvent, ReactNode } from "react";
import { type Selecting, SelectingProvider } from "./use-selection.ts";

/** Closing a menu gives the focus back to the log as a whole; while messages are being chosen it belongs to one of them. */
function handOn({ target, relatedTarget }: FocusEvent<HTMLElement>): void {
  if (!(target instanceof HTMLElement)) return;
  if (target.getAttribute("role") !== "log" && !target.hasAttribute("data-row")) return;
  // From a message it is on its way out.
  if (relatedTarget instanceof Node && target.contains(relatedTarget)) return;
  target.querySelector<HTMLElement>('[data-tick][tabindex="0"]')?.focus({ preventScroll: true });
}

/** The log in which messages can be chosen. */
export function SelectingArea({ selecting, children }: { selecting: Selecting | null; children: ReactNode }) {
  return (
    <SelectingProvider value={selecting}>
      <div className="contents" onFocus={selecting ? handOn : undefined}>
        {children}
      </div>
    </SelectingProvider>
  );
}
