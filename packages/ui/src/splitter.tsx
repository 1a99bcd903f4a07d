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
}

const stepPx = 16;

/** Two panes with an edge between them that can be dragged or moved with the arrow keys. */
export function Splitter(props: SplitterProps) {
  const { name, defaultPx, minPx, maxPx } = props;
  const [width, setWidth] = useState(defaultPx);
  const drag = useRef<{ x: number; width: number } | null>(null);
  const within = (px: number) => Math.round(Math.min(maxPx, Math.max(minPx, px)));

  useEffect(() => {
    const kept = Number(window.localStorage.getItem(`splitter.${name}`));
    if (kept >= minPx && kept <= maxPx) setWidth(kept);
  }, [name, minPx, maxPx]);

  const keep = (px: number) => {
    setWidth(within(px));
    window.localStorage.setItem(`splitter.${name}`, String(within(px)));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    keep(width + (event.key === "ArrowLeft" ? -stepPx : stepPx));
  };

  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) setWidth(within(drag.current.width + event.clientX - drag.current.x));
  };

  return (
    <div className="flex h-full min-h-0 min-w-0 flex-1">
      <div
        className={clsx(
          "flex min-h-0 min-w-0 shrink-0 flex-col border-e max-md:w-full! max-md:border-0",
          props.alone !== "first" && "max-md:hidden",
        )}
        style={{ width }}
      >
        {props.first}
      </div>
      <div
        role="separator"
        tabIndex={0}
        aria-label={props.label}
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={minPx}
        aria-valuemax={maxPx}
        onKeyDown={onKeyDown}
        onDoubleClick={() => keep(defaultPx)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, width };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          if (drag.current) keep(width);
          drag.current = null;
        }}
        className="relative z-10 -mx-1 w-2 shrink-0 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-[3px] after:w-0.5 after:transition-colors hover:after:bg-accent active:after:bg-accent max-md:hidden"
      />
      <div className={clsx("flex min-h-0 min-w-0 flex-1 flex-col", props.alone !== "second" && "max-md:hidden")}>
        {props.second}
      </div>
    </div>
  );
}
