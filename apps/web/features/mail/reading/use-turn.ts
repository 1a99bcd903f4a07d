import { type RefObject, useEffect } from "react";
import { useLatest } from "../../../client/latest.ts";
import { type Turn, turnOf } from "./turn.ts";

interface Finger {
  x: number;
  y: number;
  at: number;
}

/** What moves aside by itself, such as a wide table, keeps the finger. */
function isInWide(target: EventTarget | null, within: HTMLElement): boolean {
  let element = target instanceof HTMLElement ? target : null;
  while (element !== null && element !== within) {
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible") return true;
    element = element.parentElement;
  }
  return false;
}

/** Follows a finger over an open conversation, and over the messages in it, whose frames tell of theirs. */
export function useTurn(page: RefObject<HTMLElement | null>, onTurn: (turn: Turn) => void): void {
  const run = useLatest(onTurn);
  useEffect(() => {
    const element = page.current;
    if (!element) return;
    let first: Finger | null = null;
    const end = (from: Finger, to: Finger) => {
      const isMirrored = getComputedStyle(element).direction === "rtl";
      const { left, right } = element.getBoundingClientRect();
      const turn = turnOf({
        startPx: isMirrored ? right - from.x : from.x - left,
        forwardPx: (to.x - from.x) * (isMirrored ? -1 : 1),
        downPx: to.y - from.y,
        ms: to.at - from.at,
      });
      if (turn !== null) run(turn);
    };
    const onStart = (event: TouchEvent) => {
      const [finger] = event.touches;
      const isOne = event.touches.length === 1 && finger !== undefined && !isInWide(event.target, element);
      first = isOne ? { x: finger.clientX, y: finger.clientY, at: event.timeStamp } : null;
    };
    const onEnd = (event: TouchEvent) => {
      const [finger] = event.changedTouches;
      if (first !== null && finger) end(first, { x: finger.clientX, y: finger.clientY, at: event.timeStamp });
      first = null;
    };
    const onCancel = () => {
      first = null;
    };
    const onMessage = ({ data, source }: MessageEvent<unknown>) => {
      const stroke = strokeIn(data);
      const frame = [...element.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
      if (!stroke || !frame) return;
      const { left, top } = frame.getBoundingClientRect();
      const from = { x: left + stroke.x, y: top + stroke.y, at: 0 };
      end(from, { x: from.x + stroke.dx, y: from.y + stroke.dy, at: stroke.ms });
    };
    element.addEventListener("touchstart", onStart, { passive: true });
    element.addEventListener("touchend", onEnd, { passive: true });
    element.addEventListener("touchcancel", onCancel, { passive: true });
    window.addEventListener("message", onMessage);
    return () => {
      element.removeEventListener("touchstart", onStart);
      element.removeEventListener("touchend", onEnd);
      element.removeEventListener("touchcancel", onCancel);
      window.removeEventListener("message", onMessage);
    };
  }, [page, run]);
}

interface Told {
  x: number;
  y: number;
  dx: number;
  dy: number;
  ms: number;
}

/** What the page of a message tells is somebody else's word: numbers, or nothing. */
function strokeIn(data: unknown): Told | null {
  if (typeof data !== "object" || data === null || !("carbyneStroke" in data)) return null;
  const told: unknown = data.carbyneStroke;
  if (!Array.isArray(told) || !told.every((part) => typeof part === "number" && Number.isFinite(part))) return null;
  const [x = 0, y = 0, dx = 0, dy = 0, ms = 0] = told as number[];
  return { x, y, dx, dy, ms };
}
