import type { Actor } from "@carbyne/kernel";
import { type ContactCard, decodeBytes, type EventCard, readContactCards, readEventCard } from "@carbyne/mime";
import type { Context } from "../context.ts";
import { readAttachment } from "../mail/index.ts";
import { readSmall } from "./read-small.ts";

/** What a calendar file or one of contacts is about. */
export type FileCard =
  | ({ readonly kind: "event" } & EventCard)
  | { readonly kind: "contacts"; readonly contacts: readonly ContactCard[] };

/** A file, or a part of a message. */
export type CardSource =
  | { readonly nodeId: string; readonly versionId?: string | undefined }
  | { readonly messageId: string; readonly path: string };

const mostBytes = 500_000;

/** Reads the appointment or the people in a file, for whoever may read it; null for what has neither. */
export async function readCards(ctx: Context, actor: Actor, source: CardSource): Promise<FileCard | null> {
  const bytes =
    "nodeId" in source
      ? await readSmall(ctx, actor, { id: source.nodeId, versionId: source.versionId }, mostBytes)
      : (await readAttachment(ctx, actor, { id: source.messageId, path: source.path })).content;
  const text = decodeBytes(bytes.subarray(0, mostBytes), "");
  const event = readEventCard(text);
  if (event) return { kind: "event", ...event };
  const contacts = readContactCards(text);
  return contacts.length > 0 ? { kind: "contacts", contacts } : null;
}
