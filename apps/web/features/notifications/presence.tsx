import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { leave } from "../../client/leaving.ts";
import { useUnread, useUnreadRooms } from "../frame/unread.ts";
import { tellPresence } from "./api.ts";

/** The server forgets it in a little more. */
const repeatMs = 120_000;
/** Who has not touched anything for so long looks elsewhere. */
const idleMs = 5 * 60_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel", "focus"] as const;

/** Lets the server know that somebody looks, and the worker that a conversation is to be opened; keeps the icon's count. */
export function Presence() {
  const router = useRouter();
  const mails = useUnread("mail");
  const rooms = useUnreadRooms();
  const unread = mails + rooms;

  useEffect(() => {
    let seenAt = Date.now();
    let told = false;
    const say = () => {
      const isPresent = document.visibilityState === "visible" && Date.now() - seenAt < idleMs;
      if (isPresent || told) tellPresence(isPresent);
      told = isPresent;
    };
    const onSign = () => {
      const wasIdle = Date.now() - seenAt >= idleMs;
      seenAt = Date.now();
      if (wasIdle) say();
    };
    const onVisibility = () => {
      seenAt = Date.now();
      say();
    };
    say();
    const timer = setInterval(say, repeatMs);
    for (const sign of signs) window.addEventListener(sign, onSign, { passive: true });
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, onSign);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, []);

  useEffect(() => {
    if (!("serviceWorker" in navigator)) return undefined;
    const onMessage = ({ data }: MessageEvent<unknown>) => {
      const href = hrefOf(data);
      if (href !== null) leave(() => router.push(href));
    };
    navigator.serviceWorker.addEventListener("message", onMessage);
    return () => navigator.serviceWorker.removeEventListener("message", onMessage);
  }, [router]);

  useEffect(() => {
    markIcon(unread > 0);
    if ("setAppBadge" in navigator)
      void (unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => undefined);
  }, [unread]);
  useEffect(() => {
    if (mails === 0) void closeTold();
  }, [mails]);
  return null;
}

function hrefOf(data: unknown): string | null {
  if (typeof data !== "object" || data === null || !("type" in data) || data.type !== "open") return null;
  return "href" in data && typeof data.href === "string" && /^\/(?!\/)/.test(data.href) ? data.href : null;
}

/** The tab has a dot while something is unread. */
function markIcon(hasUnread: boolean): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]'))
    link.href = hasUnread ? "/icon-unread.svg" : "/icon.svg";
}

/** Where all mail is read nothing has to be told any more. */
async function closeTold(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const told = (await registration?.getNotifications()) ?? [];
  for (const notification of told) if (notification.tag.startsWith("mail-")) notification.close();
}
