import { useEffect } from "react";
import { useLatest } from "../../client/latest.ts";
import type { Viewed } from "./viewed.ts";

export interface ViewProps {
  file: Viewed;
  /** Told how what is shown gets onto paper, as soon as it can. */
  onPrintable: (print: (() => void) | null) => void;
  /** It cannot be shown after all. */
  onFail: (error: unknown) => void;
}

/** Single keys while a view is there, such as `+`; not where something is written. */
export function useViewKeys(keys: Readonly<Record<string, () => void>>): void {
  const runOf = useLatest((key: string) => keys[key]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof HTMLElement && event.target.closest("input, textarea, video, audio, [role=menu]"))
        return;
      const run = runOf(event.key);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [runOf]);
}
