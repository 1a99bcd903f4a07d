import { clsx } from "clsx";
import { type PointerEvent, type ReactNode, use, useRef, useState } from "react";
import { useSettings } from "../../settings/api.ts";
import type { ConversationRow } from "../types.ts";
import { type Verb, VerbsContext } from "../verbs/verbs.tsx";
import { type Side, sideOf, type SwipeChoice, swipeLooks, swipeVerb } from "./swipe.ts";

/** So far a finger goes before letting go does something. */
const armedPx = 88;
const vibrationMs = 8;

interface Swipe {
  pointerId: number;
  x: number;
  y: number;
  /** Toward where a line of text ends. */
  forward: 1 | -1;
  isMoving: boolean;
}

/**
 * A row that a finger moves aside to act on it. Scrolling stays the browser's: it keeps what goes up or down (`pan-y`), and takes the pointer away
 * from us where it began as that. Everybody else has the same verbs in the menu of the row and by their keys.
 */
export function SwipeRow({ row, children }: { row: ConversationRow; children: ReactNode }) {
  const verbsFor = use(VerbsContext);
  const { swipeEnd, swipeStart } = useSettings().settings;
  const moving = useRef<HTMLDivElement>(null);
  const swipe = useRef<Swipe | null>(null);
  const [shown, setShown] = useState<{
    side: Side;
    choice: SwipeChoice;
    verb: Verb | undefined;
    isArmed: boolean;
  } | null>(null);

  const move = (px: number, { isEased }: { isEased: boolean }) => {
    if (!moving.current) return;
    moving.current.style.transition = isEased ? "transform 180ms ease-out" : "";
    moving.current.style.transform = px === 0 ? "" : `translateX(${px}px)`;
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
    swipe.current = { pointerId: event.pointerId, x: event.clientX, y: event.clientY, forward, isMoving: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const now = swipe.current;
    if (now?.pointerId !== event.pointerId) return;
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
    if (!now.isMoving) {
      const side = sideOf(dx * now.forward, dy);
      if (side === null) return;
      now.isMoving = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    const side = dx * now.forward > 0 ? "end" : "start";
    const choice = side === "end" ? swipeEnd : swipeStart;
    const verb = swipeVerb(verbsFor([row]), choice);
    const isArmed = verb !== undefined && Math.abs(dx) >= armedPx;
    // Where nothing can be done the row gives way only a little.
    move(verb ? dx : dx / 6, { isEased: false });
    if (isArmed && shown?.isArmed !== true && "vibrate" in navigator) navigator.vibrate(vibrationMs);
    if (shown?.side !== side || shown.isArmed !== isArmed) setShown({ side, choice, verb, isArmed });
  };
  const end = (isDone: boolean) => {
    const now = swipe.current;
    swipe.current = null;
    if (!now?.isMoving) return;
    move(0, { isEased: true });
    setShown(null);
    if (isDone && shown?.isArmed) shown.verb?.run();
    // The click that a browser makes of it opens nothing.
    const stop = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", stop, { capture: true }), 50);
  };

  return (
    <div
      className="relative h-full touch-pan-y overflow-hidden"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
    >
      {shown ? (
        <span
          aria-hidden="true"
          className={clsx(
            "absolute inset-0 flex items-center gap-2 px-5 text-14 font-semibold transition-colors",
            shown.side === "start" && "flex-row-reverse",
            shown.isArmed && shown.verb ? swipeLooks[shown.choice] : "bg-sunken text-muted",
          )}
        >
          {shown.verb?.icon}
          {shown.verb?.label}
        </span>
      ) : null}
      <div ref={moving} className={clsx("relative h-full", shown && "bg-surface")}>
        {children}
      </div>
    </div>
  );
}
