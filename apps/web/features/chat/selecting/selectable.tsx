import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useSelecting } from "./use-selection.ts";

export interface SelectableProps {
  id: string;
  label: () => string;
  /** It stands under another one of the same person. */
  isMore: boolean;
  children: ReactNode;
}

/** The row of a message. While several are chosen all of it is one box to tick, and what is in it can wait. */
export function Selectable({ id, label, isMore, children }: SelectableProps) {
  const selecting = useSelecting();
  return (
    <div className={clsx("relative", selecting && "ps-7", selecting?.ids.has(id) && "bg-accent-soft")}>
      <div inert={selecting !== null}>{children}</div>
      {selecting ? (
        <Tick
          label={label()}
          isMore={isMore}
          isChosen={selecting.ids.has(id)}
          isAt={selecting.at === id}
          onPress={(isRange) => selecting.press(id, { isRange })}
        />
      ) : null}
    </div>
  );
}

const ticks = "[data-tick]";

/** The arrows go from message to message; with Shift they take along what they pass. */
function walk(event: KeyboardEvent<HTMLElement>, onPress: (isRange: boolean) => void): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0 && event.key === " ") {
    event.preventDefault();
    onPress(event.shiftKey);
  }
  if (by === 0) return;
  event.preventDefault();
  const all = [...(event.currentTarget.closest("[role=log]")?.querySelectorAll<HTMLElement>(ticks) ?? [])];
  const next = all[all.indexOf(event.currentTarget) + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  if (event.shiftKey) next?.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
}

interface TickProps {
  label: string;
  isMore: boolean;
  isChosen: boolean;
  isAt: boolean;
  onPress: (isRange: boolean) => void;
}

function Tick({ label, isMore, isChosen, isAt, onPress }: TickProps) {
  const t = useTranslations("chat.selecting");
  const box = useRef<HTMLDivElement>(null);
  const isFirst = useRef(isAt);
  useEffect(() => {
    // Where it began.
    if (isFirst.current) box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={box}
      role="checkbox"
      aria-checked={isChosen}
      aria-label={t("tick", { message: label })}
      tabIndex={isAt ? 0 : -1}
      data-tick=""
      className="absolute inset-0 cursor-pointer select-none focus-visible:-outline-offset-2"
      onClick={(event) => onPress(event.shiftKey)}
      // Shift and a press would mark the words between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onKeyDown={(event) => walk(event, onPress)}
    >
      <span
        aria-hidden="true"
        className={clsx(
          "absolute start-4 grid size-4 place-items-center rounded-[4px] border max-md:start-3",
          isMore ? "top-1" : "top-2.5",
          isChosen ? "border-accent bg-accent text-on-accent" : "border-faint bg-surface",
        )}
      >
        {isChosen ? <Check size={12} strokeWidth={3} /> : null}
      </span>
    </div>
  );
}
