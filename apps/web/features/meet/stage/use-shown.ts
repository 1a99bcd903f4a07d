import { useEffect, useSyncExternalStore } from "react";
import type { Call } from "../connection/call.ts";
import { producerOf } from "../connection/state.ts";
import type { Saving } from "../call/view-choices.ts";
import type { Item } from "./items.ts";
import type { Rect } from "./layout.ts";

/** As wide as a picture is at most where data is saved. */
const savedWidth = 320;

function useIsVisible(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener("visibilitychange", changed);
      return () => document.removeEventListener("visibilitychange", changed);
    },
    () => document.visibilityState === "visible",
    () => true,
  );
}

/** Tells the server how large each picture is shown, so that no more comes than is seen. What is in a window of its own is seen always. */
export function useShown(
  call: Call,
  shown: readonly { item: Item; rect: Rect }[],
  { saving, besides }: { saving: Saving; besides: string | null },
): void {
  const isVisible = useIsVisible();
  useEffect(() => {
    const widths = new Map<string, number>();
    const add = ({ peer, source }: Item, width: number) => {
      const producer = producerOf(peer, source);
      if (!producer || (saving === "sound" && source === "camera")) return;
      const wanted = Math.ceil(width * window.devicePixelRatio);
      widths.set(producer.id, saving === "less" && source === "camera" ? Math.min(wanted, savedWidth) : wanted);
    };
    for (const { item, rect } of shown) if (isVisible || item.key === besides) add(item, rect.width);
    call.show(widths);
  }, [call, shown, saving, besides, isVisible]);
}
