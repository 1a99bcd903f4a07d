import type { Actor } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import { accessMessage, accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { storable } from "../../mail/index.ts";
import type { Message } from "../messages/message-json.ts";
import { readText } from "../messages/read-text.ts";
import { postMessage, refuseAnnouncement } from "../messages/send-message.ts";
import { keepMailLink } from "./link-sent.ts";

/** A mail as everybody in a room sees it that it was brought into. */
export type MailCard = {
  readonly subject: string;
  readonly from: { readonly name: string; readonly address: string } | null;
  /** ISO 8601. */
  readonly date: string;
  /** How its text begins. */
  readonly excerpt: string;
};

const mostSubject = 300;
const mostName = 200;
const mostAddress = 320;
const mostExcerpt = 500;

/**
 * Brings a mail that the actor may read into a room, with a note: what it is about, from whom, and how it begins. Whoever has it too opens their own
 * copy from there, nobody anybody else's. The same again under the same key is done once.
 */
export async function discussMail(
  ctx: Context,
  actor: Actor,
  { mailId: id, roomId, note, key }: { mailId: string; roomId: string; note: string; key: string },
): Promise<Message> {
  const room = await accessRoom(ctx, actor, roomId, "write");
  refuseAnnouncement(room, {});
  const { blobHash, internalDate } = await accessMessage(ctx, actor, id);
  const raw = await ctx.blobs.read(blobHash);
  const { subject, from, date, snippet, messageId: mailId } = summarize(raw, parseMessage(raw));
  const [writer] = from;
  const mail: MailCard = {
    subject: cut(subject, mostSubject),
    from: writer ? { name: cut(writer.name, mostName), address: cut(writer.address, mostAddress) } : null,
    date: (date ?? internalDate).toISOString(),
    excerpt: cut(snippet, mostExcerpt),
  };
  return postMessage(ctx, room, {
    key,
    text: readText(note),
    detail: { mail },
    async bind(client, posted) {
      if (mailId === null) return;
      const { accountId } = room;
      await keepMailLink(client, { ...posted, kind: "discussed", mailId, accountId });
    },
  });
}

function cut(text: string, most: number): string {
  const clean = storable(text).toWellFormed();
  return clean.length > most ? `${clean.slice(0, most - 1).toWellFormed()}…` : clean;
}
