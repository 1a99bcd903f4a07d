import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type PointerEvent, type ReactNode, type TouchEvent, useRef, useState } from "react";
import { pullOf, refreshesPx } from "./pull.ts";

export interface PullToRefreshProps {
  /** Whether the list is at its top, where pulling it further means something. */
  isAtTop: boolean;
  onRefresh: () => Promise<unknown>;
  children: ReactNode;
}

/** A list that a finger pulls down from its top asks what is new. It comes by itself too; this is for whoever does not want to wait. */
export function PullToRefresh({ isAtTop, onRefresh, children }: PullToRefreshProps) {
  const t = useTranslations("install.pull");
  const begun = useRef<{ x: number; y: number } | null>(null);
  const [pulled, setPulled] = useState(0);
  const [isBusy, setIsBusy] = useState(false);

  const onTouchStart = ({ touches }: TouchEvent) => {
    const finger = touches.item(0);
    begun.current =
      isAtTop && !isBusy && touches.length === 1 && finger ? { x: finger.clientX, y: finger.clientY } : null;
  };
  const onTouchMove = ({ touches }: TouchEvent) => {
    const finger = touches.item(0);
    if (begun.current === null || !finger) return;
    const px = pullOf({ right: finger.clientX - begun.current.x, down: finger.clientY - begun.current.y });
    // It went another way: the list scrolls, or a line is swiped.
    if (px === null) begun.current = null;
    setPulled(px ?? 0);
  };
  const onTouchEnd = () => {
    if (begun.current === null) return;
    begun.current = null;
    const isFar = pulled >= refreshesPx;
    setPulled(0);
    if (!isFar) return;
    setIsBusy(true);
    void onRefresh()
      .catch(() => undefined)
      .finally(() => setIsBusy(false));
  };
  // Mice and pens scroll by other means.
  const onPointerDown = ({ pointerType }: PointerEvent) => {
    if (pointerType !== "touch") begun.current = null;
  };

  const isShown = isBusy || pulled > 0;
  return (
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onPointerDown={onPointerDown}
      onTouchStart={onTouchStart}
      onTouchMove={onTouchMove}
      onTouchEnd={onTouchEnd}
      onTouchCancel={onTouchEnd}
    >
      {isShown ? (
        <span
          role="status"
          className="pointer-events-none absolute inset-x-0 top-0 z-10 grid place-items-center"
          style={{ transform: `translateY(${isBusy ? refreshesPx / 2 : pulled / 2}px)` }}
        >
          <span className="grid size-9 place-items-center rounded-full border bg-raised text-accent-ink shadow-floating">
            <RotateCw
              size={18}
              aria-hidden="true"
              className={isBusy ? "animate-spin" : ""}
              style={
                isBusy ? {} : { transform: `rotate(${pulled * 3}deg)`, opacity: Math.min(1, pulled / refreshesPx) }
              }
            />
            <span className="sr-only">{isBusy ? t("busy") : pulled >= refreshesPx ? t("release") : t("pull")}</span>
          </span>
        </span>
      ) : null}
      {children}
    </div>
  );
}
