import { useTranslations } from "next-intl";
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { type BodyLook, bodyHref, placeBody } from "./body-frames.ts";
import { keepBody, keptBody, showKept } from "../../offline/bodies.ts";
import { useMe } from "../../session/me.ts";
import { useHitWords } from "../search/hits-in-text.tsx";
import { LinkTarget } from "./link-target.tsx";

/** Higher is not needed for any message that a person reads, and browsers stand still over it. */
const mostHeightPx = 60_000;
const leastHeightPx = 20;
const firstHeightPx = 96;

function subscribeTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** Whether the screen is light or dark now, whichever way that was chosen. */
export function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(
    subscribeTheme,
    () => (document.documentElement.dataset["theme"] === "dark" ? "dark" : "light"),
    () => "light",
  );
}

const keyFlags = ["repeat", "ctrlKey", "metaKey", "altKey", "shiftKey", "modifierAltGraph"] as const;
type KeyFlag = (typeof keyFlags)[number];

interface FromBody {
  carbyneHeight?: unknown;
  carbyneKey?: Partial<Record<"key" | "code" | KeyFlag, unknown>>;
  carbynePaper?: unknown;
  carbyneLink?: { shows?: unknown; goes?: unknown } | null;
}

/** A link whose text names another site than it goes to. */
export interface Deceit {
  shows: string;
  goes: string;
}

/** A key pressed inside of the body means what it means outside. */
function repeatKey(key: NonNullable<FromBody["carbyneKey"]>): void {
  if (typeof key.key !== "string" || key.key.length > 20) return;
  const code = typeof key.code === "string" ? key.code.slice(0, 20) : "";
  const flags = Object.fromEntries(keyFlags.map((flag) => [flag, key[flag] === true]));
  window.dispatchEvent(new KeyboardEvent("keydown", { ...flags, key: key.key, code, cancelable: true }));
}

function deceitOf(link: FromBody["carbyneLink"]): Deceit | null {
  if (typeof link !== "object" || link === null) return null;
  const { shows, goes } = link;
  return typeof shows === "string" && typeof goes === "string" ? { shows, goes } : null;
}

export interface MessageBodyProps extends BodyLook {
  bodyUrl: string;
  title: string;
  /** Told whether the message brings a paper of its own, which stays white in the dark. */
  onPaper?: (isOwn: boolean) => void;
}

/**
 * The text of a message in a frame of its own. The frame is as high as the text; it tells its height itself.
 */
export function MessageBody({ bodyUrl, title, images, paper, length, onPaper }: MessageBodyProps) {
  const t = useTranslations("message");
  const theme = useShownTheme();
  const accountId = useMe().account.id;
  const holder = useRef<HTMLDivElement>(null);
  const placed = useRef<HTMLIFrameElement>(null);
  const [deceit, setDeceit] = useState<Deceit | null>(null);
  const find = useHitWords();
  const quote = t("quote");
  const goes = t("goesHint", { shows: "{shows}", goes: "{goes}" });

  useLayoutEffect(() => {
    if (holder.current === null) return;
    const href = bodyHref(bodyUrl, { images, paper, length });
    const body = placeBody(holder.current, href);
    const { height } = body;
    let { frame } = body;
    const keepIt = () => navigator.onLine && void keepBody(href, accountId).catch(() => undefined);
    const showIt = async () => {
      const kept = await keptBody(href, accountId).catch(() => null);
      if (kept === null || !frame.isConnected) return;
      frame = showKept(frame, kept);
      placed.current = frame;
    };
    if (!navigator.onLine) void showIt();
    else if (height !== null) keepIt();
    else frame.addEventListener("load", keepIt, { once: true });
    const setHeight = (px: number) => {
      frame.style.height = `${Math.min(mostHeightPx, Math.max(leastHeightPx, Math.ceil(px)))}px`;
    };
    // The page has an origin of its own, which has no name to address it by.
    const sayWords = () => frame.contentWindow?.postMessage({ carbyneWords: { quote, goes }, carbyneFind: find }, "*");
    setHeight(height ?? firstHeightPx);
    if (height !== null) sayWords();
    frame.addEventListener("load", sayWords);
    const onMessage = (event: MessageEvent<FromBody | null>) => {
      if (event.source === null || event.source !== frame.contentWindow) return;
      const { data } = event;
      if (typeof data !== "object" || data === null) return;
      if (typeof data.carbyneHeight === "number" && Number.isFinite(data.carbyneHeight)) setHeight(data.carbyneHeight);
      if (data.carbyneKey) repeatKey(data.carbyneKey);
      if (typeof data.carbynePaper === "string") onPaper?.(data.carbynePaper === "own");
      if (data.carbyneLink !== undefined) setDeceit(deceitOf(data.carbyneLink));
    };
    window.addEventListener("message", onMessage);
    placed.current = frame;
    return () => {
      window.removeEventListener("message", onMessage);
      frame.remove();
      setDeceit(null);
    };
    // The theme is in the address.
  }, [bodyUrl, images, paper, length, theme, quote, goes, find, onPaper, accountId]);

  useLayoutEffect(() => {
    if (placed.current) placed.current.title = title;
  }, [title, bodyUrl, images, paper, length, theme, quote, goes, find]);

  return (
    <>
      <div ref={holder} />
      <LinkTarget deceit={deceit} />
    </>
  );
}
