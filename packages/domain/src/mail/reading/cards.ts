import {
  attachmentBytes,
  type ContactCard,
  type Content,
  decodeBytes,
  type EventCard,
  type Part,
  readContactCards,
  readEventCard,
} from "@carbyne/mime";

/** Something in a message that is more than a file: an appointment or people. */
export type Card =
  | ({ readonly kind: "event"; readonly path: string } & EventCard)
  | { readonly kind: "contacts"; readonly path: string; readonly contacts: readonly ContactCard[] };

const mostCards = 5;
const largestBytes = 500_000;

/** Reads the invitations and vCards of a message. */
export function cardsOf(raw: Buffer, root: Part, content: Content): Card[] {
  const files = content.attachments.filter(({ sizeBytes }) => sizeBytes <= largestBytes);
  // The form beside the text is no attachment, and says the same as one that is.
  const calendars = [content.calendar?.path, ...files.filter(isCalendar).map(({ path }) => path)];
  const seen = new Set<string>();
  const cards: Card[] = [];
  for (const path of calendars) {
    const text = path === undefined ? null : textAt(raw, root, path);
    const event = text === null ? null : readEventCard(text);
    if (!event || path === undefined) continue;
    const key = JSON.stringify([event.summary, event.start]);
    if (!seen.has(key)) cards.push({ kind: "event", path, ...event });
    seen.add(key);
  }
  for (const { path } of files.filter(isContact)) {
    const contacts = readContactCards(textAt(raw, root, path) ?? "");
    if (contacts.length > 0) cards.push({ kind: "contacts", path, contacts });
  }
  return cards.slice(0, mostCards);
}

type File = Content["attachments"][number];

function isCalendar({ type, name }: File): boolean {
  return type === "text/calendar" || type === "application/ics" || /\.ics$/i.test(name);
}

function isContact({ type, name }: File): boolean {
  return /^text\/(?:x-)?(?:vcard|directory)$/.test(type) || /\.vcf$/i.test(name);
}

function textAt(raw: Buffer, root: Part, path: string): string | null {
  const bytes = attachmentBytes(raw, root, path);
  return bytes && bytes.length <= largestBytes ? decodeBytes(bytes, "") : null;
}
