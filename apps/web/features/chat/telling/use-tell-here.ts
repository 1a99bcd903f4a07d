import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { leave } from "../../../client/leaving.ts";
import { useMe } from "../../session/me.ts";
import { useSettings } from "../../settings/api.ts";
import { type Message, ownStatusQuery, type RoomLine, roomQuery, roomsKey, type Stretch, stretchKey } from "../api.ts";
import type { Heard } from "../live/sync-chat.ts";
import { authorName, roomName } from "../names.ts";
import { mailOf } from "../mail/mail-of.ts";
import { roomHref } from "../place.ts";
import { plainLine } from "../room/plain-line.ts";
import { isFirst } from "./once.ts";
import { playTone } from "./tone.ts";
import { toldOf } from "./whom.ts";

const mostLetters = 140;

/** Tells of what is said in rooms that one does not look at: in the page, or by the browser while no page is before one's eyes. */
export function useTellHere(): (heard: Heard) => void {
  const client = useQueryClient();
  const router = useRouter();
  const me = useMe().account.id;
  const { settings } = useSettings();
  const t = useTranslations("chat.telling");
  const tMessage = useTranslations("chat.message");
  const state = useRef({ settings, t, tMessage });
  useEffect(() => {
    state.current = { settings, t, tMessage };
  });
  const told = useRef(async ({ roomId, messages }: Heard) => {
    const line = client.getQueryData<RoomLine[]>(roomsKey)?.find((one) => one.room.id === roomId);
    if (!line) return;
    const { settings: chosen, t: words, tMessage: messageWords } = state.current;
    const follows = (threadId: string) => {
      const inThread = client.getQueryData<Stretch>(stretchKey(roomId, threadId))?.messages ?? [];
      const root = client.getQueryData<Stretch>(stretchKey(roomId, null))?.messages.find((one) => one.id === threadId);
      return (
        inThread.some((one) => one.authorId === me) || root?.authorId === me || root?.repliers.includes(me) === true
      );
    };
    const rest = await client.ensureQueryData(ownStatusQuery);
    const latest = toldOf(messages, { line, me, settings: chosen, rest, follows, now: new Date() }).at(-1);
    if (!latest) return;
    const { members } = await client.ensureQueryData(roomQuery(roomId));
    const nameOf = (id: string | null) => members.find((one) => one.id === id)?.name ?? null;
    const isDirect = line.room.kind === "direct";
    const name = authorName(latest, nameOf) ?? words("somebody");
    const said = saidOf(latest, plainLine(latest.text, nameOf, messageWords("everybody")), words);
    const title = chosen.hasPreview ? (isDirect ? name : roomName(line)) : words("title");
    const body = chosen.hasPreview ? (isDirect ? said : words("inRoom", { name, text: said })) : words("hidden");
    const href = roomHref(roomId, { number: latest.number, threadId: latest.threadId });
    const open = () => leave(() => router.push(href));
    const isVisible = document.visibilityState === "visible";
    if (isVisible)
      showToast({
        text: chosen.hasPreview ? words("inRoom", { name: title, text: body }) : body,
        action: { label: words("open"), run: open, isByPressOnly: true },
      });
    if (!(await isFirst(latest.id))) return;
    // A page that is not looked at leaves it to Web Push where that is on: it would be told twice.
    if (!isVisible && ((await hasPush()) || !notify({ title, body, tag: `chat-${roomId}`, open }))) return;
    if (chosen.hasSound) playTone();
  });
  return useRef((heard: Heard) => void told.current(heard).catch(() => undefined)).current;
}

function saidOf(
  { kind, attachments, detail }: Message,
  text: string,
  words: (key: "voice" | "poll" | "file") => string,
): string {
  if (text.trim() !== "") return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
  if (kind === "voice" || kind === "poll") return words(kind);
  const mail = mailOf(detail);
  if (mail) return mail.subject === "" ? mail.from : mail.subject;
  return attachments[0]?.name ?? words("file");
}

async function hasPush(): Promise<boolean> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return false;
  const registration = await navigator.serviceWorker.getRegistration();
  return Boolean(await registration?.pushManager.getSubscription());
}

/** Shows a notice of the browser; answers whether it may. */
function notify({ title, body, tag, open }: { title: string; body: string; tag: string; open: () => void }): boolean {
  if (!("Notification" in window) || Notification.permission !== "granted") return false;
  try {
    // The tone is ours, so that there are not two.
    const notice = new Notification(title, { body, tag, silent: true });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
      open();
    });
    return true;
  } catch {
    // Browsers of phones know notices of service workers alone.
    return false;
  }
}
