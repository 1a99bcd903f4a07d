import { isAtRest, isTold } from "@carbyne/schemas/telling";
import type { Settings } from "../../settings/api.ts";
import type { Message, OwnStatus, RoomLine } from "../api.ts";
import { parseChatPlace } from "../place.ts";

/** What was said longer ago is no news, as after a night without a connection. */
const newMs = 60_000;

/** Of what was said in a room, what one is told: by the one rule that the pushes go by too, and not of what is before one's eyes. */
export function toldOf(
  messages: readonly Message[],
  {
    line,
    me,
    settings,
    rest,
    follows,
    now,
  }: {
    line: RoomLine;
    me: string;
    settings: Settings;
    rest: Pick<OwnStatus, "isResting" | "restsUntil">;
    follows: (threadId: string) => boolean;
    now: Date;
  },
): readonly Message[] {
  const { quietFrom: from, quietTo: to, quietDays: days } = settings;
  const isVisible = document.visibilityState === "visible";
  const place = parseChatPlace(window.location.pathname, new URLSearchParams(window.location.search));
  const isLookedAt = (message: Message) =>
    isVisible &&
    place.kind === "room" &&
    place.id === line.room.id &&
    (message.threadId === null || message.isAlsoInRoom || message.threadId === place.threadId);
  const listener = {
    id: me,
    room: { kind: line.room.kind, members: line.members },
    notify: line.seat.notify,
    setting: settings.toldChat,
    mutedUntil: line.seat.mutedUntil,
    readNumber: line.readNumber,
    isThere: isVisible,
    isResting: isAtRest({ ...rest, quiet: settings.isQuiet ? { from, to, days } : null, zone: settings.zone }, now),
  };
  return messages.filter(
    (message) =>
      now.getTime() - Date.parse(message.at) < newMs &&
      !isLookedAt(message) &&
      isTold(
        { ...message, answersId: message.replyTo?.authorId ?? null },
        { ...listener, followsThread: message.threadId !== null && follows(message.threadId) },
        now,
      ),
  );
}
