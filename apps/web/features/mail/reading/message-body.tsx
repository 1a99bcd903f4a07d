import { useEffect, useRef, useState, useSyncExternalStore } from "react";

/** Higher is not needed for any message that a person reads, and browsers stand still over it. */
const mostHeightPx = 60_000;
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

/** The address of a body as it is shown here. */
export function bodyHref(bodyUrl: string, { theme, images }: { theme: "light" | "dark"; images: boolean }): string {
  return `${bodyUrl}?theme=${theme}${images ? "&images=1" : ""}`;
}

/**
 * The text of a message in a frame of its own: without our origin, so that nothing in it can reach what is ours. The frame is as high as the
 * text; it tells its height itself.
 */
export function MessageBody(props: { bodyUrl: string; title: string; images: boolean }) {
  const { bodyUrl, title, images } = props;
  const theme = useShownTheme();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(firstHeightPx);

  useEffect(() => {
    const onMessage = (event: MessageEvent<FromBody | null>) => {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const { data } = event;
      if (typeof data !== "object" || data === null) return;
      if (typeof data.carbyneHeight === "number" && Number.isFinite(data.carbyneHeight))
        setHeight(Math.min(mostHeightPx, Math.max(20, Math.ceil(data.carbyneHeight))));
      if (data.carbyneKey) repeatKey(data.carbyneKey);
    };
    window.addEventListener("message", onMessage);
    return () => window.removeEventListener("message", onMessage);
  }, []);

  return (
    <iframe
      ref={frame}
      src={bodyHref(bodyUrl, { theme, images })}
      title={title}
      sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      style={{ height }}
      className="block w-full rounded-1 border-0"
    />
  );
}
