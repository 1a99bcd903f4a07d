import { clsx } from "clsx";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";

export interface SplitterProps {
  /** Under which name the width is remembered in this browser. */
  name: string;
  label: string;
  defaultPx: number;
  minPx: number;
  maxPx: number;
  first: ReactNode;
  second: ReactNode;
  /** Which pane stands alone where only one fits. */
  alone: "first" | "second";
  /** Whether the second pane stands beside the first one or below it. */
  side?: "beside" | "below";
}

const stepPx = 16;

/** Two panes with an edge between them that can be dragged or moved with the arrow keys. `px` is the first one's width, or its height. */
export function Splitter(props: SplitterProps) {
  const { name, defaultPx, minPx, maxPx, side = "beside" } = props;
  const isBeside = side === "beside";
  const [px, setPx] = useState(defaultPx);
  const drag = useRef<{ at: number; px: number } | null>(null);
  const within = (px: number) => Math.round(Math.min(maxPx, Math.max(minPx, px)));

  useEffect(() => {
    const kept = Number(window.localStorage.getItem(`splitter.${name}`));
    if (kept >= minPx && kept <= maxPx) setPx(kept);
  }, [name, minPx, maxPx]);

  const keep = (next: number) => {
    setPx(within(next));
    window.localStorage.setItem(`splitter.${name}`, String(within(next)));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const forth = isBeside ? (isMirrored(event.currentTarget) ? "ArrowLeft" : "ArrowRight") : "ArrowDown";
    const back = isBeside ? (forth === "ArrowRight" ? "ArrowLeft" : "ArrowRight") : "ArrowUp";
    if (event.key !== forth && event.key !== back) return;
    event.preventDefault();
    keep(px + (event.key === back ? -stepPx : stepPx));
  };

  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    const moved = (isBeside ? event.clientX : event.clientY) - drag.current.at;
    setPx(within(drag.current.px + (isBeside && isMirrored(event.currentTarget) ? -moved : moved)));
  };

  return (
    <div className={clsx("flex h-full min-h-0 min-w-0 flex-1", !isBeside && "flex-col")}>
      <div
        className={clsx(
          "flex min-h-0 min-w-0 shrink-0 flex-col max-md:w-full! max-md:border-0",
          isBeside ? "border-e" : "border-b max-md:h-full!",
          props.alone !== "first" && "max-md:hidden",
        )}
        style={isBeside ? { width: px } : { height: px }}
      >
        {props.first}
      </div>
      <div
        role="separator"
        tabIndex={0}
        aria-label={props.label}
        aria-orientation={isBeside ? "vertical" : "horizontal"}
        aria-valuenow={px}
        aria-valuemin={minPx}
        aria-valuemax={maxPx}
        onKeyDown={onKeyDown}
        onDoubleClick={() => keep(defaultPx)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { at: isBeside ? event.clientX : event.clientY, px };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          if (drag.current) keep(px);
          drag.current = null;
        }}
        className={clsx(
          "relative z-10 shrink-0 touch-none after:absolute after:transition-colors hover:after:bg-accent active:after:bg-accent max-md:hidden",
          isBeside
            ? "-mx-1 w-2 cursor-col-resize after:inset-y-0 after:start-[3px] after:w-0.5"
            : "-my-1 h-2 cursor-row-resize after:inset-x-0 after:top-1/2 after:-mt-px after:h-0.5",
        )}
      />
      <div className={clsx("flex min-h-0 min-w-0 flex-1 flex-col", props.alone !== "second" && "max-md:hidden")}>
        {props.second}
      </div>
    </div>
  );
}

/** Whether lines run from right to left here. */
function isMirrored(element: Element): boolean {
  return getComputedStyle(element).direction === "rtl";
}
