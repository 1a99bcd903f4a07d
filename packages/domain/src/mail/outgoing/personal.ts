import type { OutgoingMessage } from "@carbyne/mime";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { bodyOf, composeBytes } from "../drafts/compose.ts";
import type { DraftContent } from "../drafts/content.ts";
import type { EnvelopeRecipient } from "./enqueue.ts";

/** What differs in a message from one recipient to the next. */
export type Personal = {
  /** The message as one recipient is to have it. */
  readonly contentFor: (address: string) => DraftContent;
  /** Keeps what was said to each, in the change that sends it. */
  readonly keep: (client: pg.ClientBase) => Promise<void>;
};

/** Each copy is kept until it has left. */
const mostPeople = 50;
const mostBytes = 100 * 1024 * 1024;

type Made = {
  readonly recipients: readonly EnvelopeRecipient[];
  readonly write: (client: pg.PoolClient) => Promise<void>;
};

/** Makes each recipient's own copy of a message. Too many or too large, all are sent the same. */
export async function personalCopies(
  ctx: Context,
  {
    message,
    personal,
    recipients,
    sizeBytes,
  }: {
    message: OutgoingMessage;
    personal: Personal | undefined;
    recipients: readonly EnvelopeRecipient[];
    sizeBytes: number;
  },
): Promise<Made> {
  const isTooMuch = recipients.length > mostPeople || recipients.length * sizeBytes > mostBytes;
  if (!personal || isTooMuch) return { recipients, write: async () => {} };
  const copies: { recipient: EnvelopeRecipient; blob: Awaited<ReturnType<Context["blobs"]["prepare"]>> }[] = [];
  for (const recipient of recipients) {
    const own = { ...message, ...bodyOf(personal.contentFor(recipient.address)) };
    copies.push({ recipient, blob: await ctx.blobs.prepare(await composeBytes(own, { keepBcc: false })) });
  }
  return {
    recipients: copies.map(({ recipient, blob }) => ({ ...recipient, blobHash: blob.hash })),
    write: async (client) => {
      for (const { blob } of copies) await blob.write(client);
      await personal.keep(client);
    },
  };
}
