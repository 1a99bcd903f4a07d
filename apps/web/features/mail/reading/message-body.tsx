import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { bodyHref, placeBody } from "./body-frames.ts";

/** Higher is not needed for any message that a person reads, and browsers stand still over it. */
const mostHeightPx = 60_000;
const leastHeightPx = 20;
const firstHeightPx = 96;

function subscribeTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(
    subscribeTheme,
    () => (document.documentElement.dataset["theme"] === "dark" ? "dark" : "light"),
    () => "light",
  );
}

interface FromBody {
  carbyneHeight?: unknown;
  carbyneKey?: { key?: unknown; ctrlKey?: unknown; metaKey?: unknown; altKey?: unknown; shiftKey?: unknown };
}

/** A key pressed inside of the body means what it means outside. */
function repeatKey(key: NonNullable<FromBody["carbyneKey"]>): void {
  if (typeof key.key !== "string" || key.key.length > 20) return;
  const { ctrlKey, metaKey, altKey, shiftKey } = key;
  window.dispatchEvent(
    new KeyboardEvent("keydown", {
      key: key.key,
      ctrlKey: ctrlKey === true,
      metaKey: metaKey === true,
      altKey: altKey === true,
      shiftKey: shiftKey === true,
      cancelable: true,
    }),
  );
}

/**
 * The text of a message in a frame of its own. The frame is as high as the text; it tells its height itself.
 */
export function MessageBody(props: { bodyUrl: string; title: string; images: boolean }) {
  const { bodyUrl, title, images } = props;
  const theme = useShownTheme();
  const holder = useRef<HTMLDivElement>(null);
  const placed = useRef<HTMLIFrameElement>(null);

  useLayoutEffect(() => {
    if (holder.current === null) return;
    const { frame, height } = placeBody(holder.current, bodyHref(bodyUrl, { images }));
    const setHeight = (px: number) => {
      frame.style.height = `${Math.min(mostHeightPx, Math.max(leastHeightPx, Math.ceil(px)))}px`;
    };
    setHeight(height ?? firstHeightPx);
    const onMessage = (event: MessageEvent<FromBody | null>) => {
      if (event.source === null || event.source !== frame.contentWindow) return;
      const { data } = event;
      if (typeof data !== "object" || data === null) return;
      if (typeof data.carbyneHeight === "number" && Number.isFinite(data.carbyneHeight)) setHeight(data.carbyneHeight);
      if (data.carbyneKey) repeatKey(data.carbyneKey);
    };
    window.addEventListener("message", onMessage);
    placed.current = frame;
    return () => {
      window.removeEventListener("message", onMessage);
      frame.remove();
    };
    // The theme is in the address.
  }, [bodyUrl, images, theme]);

  useLayoutEffect(() => {
    if (placed.current) placed.current.title = title;
  }, [title, bodyUrl, images, theme]);

  return <div ref={holder} />;
}
