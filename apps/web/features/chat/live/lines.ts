import type { Changes, Message, RoomLine } from "../api.ts";
import { standsIn } from "./stretch.ts";

/** Counted up to here, as the server does. */
const mostCounted = 100;

/** What happens when people come and go: then they are counted anew. */
const isAboutPeople = new Set(["added", "removed", "joined", "left"]);

/** Whether a message counts as unread for somebody: said by somebody else, in the room itself. */
export function countsFor(message: Message, me: string): boolean {
  return standsIn(message, null) && !message.isDeleted && message.kind !== "event" && message.authorId !== me;
}

/** Whether a message speaks to somebody. */
export function speaksTo(message: Message, me: string, isDirect: boolean): boolean {
  return isDirect || message.addresses !== "named" || message.mentions.includes(me);
}

/** The line of a room after changes that follow it; null when the server has to count anew, because something unread was changed or taken back. */
export function lineWithChanges(line: RoomLine, changes: Changes, me: string): RoomLine | null {
  const own = changes.members.find((member) => member.id === me);
  const fresh = changes.messages.filter(
    (message) => message.number > (line.last?.number ?? 0) && standsIn(message, null),
  );
  const isOlderTouched = changes.messages.some(
    (message) =>
      !fresh.includes(message) && countsFor({ ...message, isDeleted: false }, me) && message.number > line.readNumber,
  );
  const said = fresh.some((message) => message.authorId === me);
  const newest = fresh.toSorted((one, other) => one.number - other.number).at(-1);
  // One's own words are read up to.
  const readNumber = said
    ? Math.max(...fresh.filter((one) => one.authorId === me).map((one) => one.number))
    : line.readNumber;
  const isOtherCompany = fresh.some(
    (message) => message.kind === "event" && isAboutPeople.has(String(message.detail["what"])),
  );
  if (isOtherCompany || isOlderTouched || (own && own.readNumber !== line.readNumber)) return null;
  const isTouched = changes.messages.some((message) => message.number === line.last?.number);
  if (isTouched && !newest) return null;
  const unread = fresh.filter((message) => message.number > readNumber && countsFor(message, me));
  const isDirect = line.room.kind === "direct";
  const mentions = unread.filter((message) => speaksTo(message, me, isDirect));
  return {
    ...line,
    room: changes.room ?? line.room,
    role: own?.role ?? line.role,
    readNumber,
    modseq: changes.to,
    unread: Math.min((said ? 0 : line.unread) + unread.length, mostCounted),
    mentions: Math.min((said ? 0 : line.mentions) + mentions.length, mostCounted),
    last: newest
      ? {
          number: newest.number,
          kind: newest.kind,
          authorId: newest.authorId,
          text: newest.text.slice(0, 200),
          isDeleted: newest.isDeleted,
          at: newest.at,
        }
      : line.last,
  };
}
