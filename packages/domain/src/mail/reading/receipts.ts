import { type Actor, newId, Refusal } from "@carbyne/kernel";
import {
  composeReceipt,
  parseMessage,
  type Part,
  readReceiptRequest,
  readSection,
  type ReceiptRequest,
  summarize,
} from "@carbyne/mime";
import type pg from "pg";
import { accessMessage, accessOwnAccount, type OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeSpace, outboundQueueSpace } from "../../spaces/index.ts";
import { fill, wordsOf } from "../../words/index.ts";
import { ownAddresses } from "../conversations/own-addresses.ts";
import { domainOf, enqueue } from "../outgoing/enqueue.ts";
import { setFlags } from "../set-flags.ts";

/** RFC 3503 §3.1: the wish was answered, one way or the other, so that no program asks again. */
export const receiptKeyword = "$MDNSent";

/** A sender's wish to hear that the message was read. */
export type ReceiptView = {
  readonly to: readonly { readonly name: string; readonly address: string }[];
  /** The person has said that such wishes are met, and this one may be without a question. */
  readonly isAutomatic: boolean;
};

/** The wish as the screen shows it; null when there is none to answer. */
export function receiptView(
  request: ReceiptRequest | null,
  { choice, keywords }: { choice: unknown; keywords: readonly string[] },
): ReceiptView | null {
  if (!request || choice === "never" || keywords.some((one) => one.toLowerCase() === "$mdnsent")) return null;
  return { to: request.to, isAutomatic: choice === "always" && request.isPlain };
}

type Answer = {
  readonly messageId: string;
  /** `decline` sends nothing and is remembered too. */
  readonly answer: "send" | "decline" | "send-automatically";
};

/**
 * Answers the wish for a receipt, once. A receipt leaves with an empty reverse path, so that nothing answers it (RFC 8098 §3); without a question
 * only when a setting says so and the wish comes from where the message came from (§2.1).
 */
export async function answerReceipt(ctx: Context, actor: Actor, { messageId, answer }: Answer): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  const message = await accessMessage(ctx, actor, messageId);
  // Who reads for others does not say that these have read.
  if (message.spaceId !== account.spaceId) throw new Refusal("forbidden", "receipt-of-other");
  const raw = await ctx.blobs.read(message.blobHash);
  const part = parseMessage(raw);
  const request = readReceiptRequest(part);
  if (!request) throw new Refusal("invalid", "receipt-not-asked");
  if (answer === "send-automatically") {
    const choice = (await resolveSettings(ctx, account.id))["mail.receiptAnswer"].value;
    if (choice !== "always" || !request.isPlain) throw new Refusal("forbidden", "receipt-needs-question");
  }
  const receipt = answer === "decline" ? null : await compose(ctx, { account, raw, part, request, answer });
  const blob = receipt && (await ctx.blobs.prepare(receipt));
  const isSent = await changeSpace(ctx, account.spaceId, async (client, modseq) => {
    if (!(await markAnswered(client, modseq, { spaceId: account.spaceId, messageId }))) return false;
    if (!receipt || !blob) return false;
    await blob.write(client);
    await enqueue(client, {
      accountId: account.id,
      reversePath: "",
      signDomain: domainOf(account.address),
      recipients: request.to.map(({ address }) => address),
      blobHash: blob.hash,
      sizeBytes: receipt.length,
      notBefore: ctx.clock.now(),
    });
    return true;
  });
  if (isSent) ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
}

/** Sets the keyword wherever the message lies; false when it was there already: another window has answered. */
async function markAnswered(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, messageId }: { spaceId: string; messageId: string },
): Promise<boolean> {
  const { rows } = await client.query<{ mailboxId: string; uid: string; isAnswered: boolean }>(
    `SELECT "mailboxId", "uid", $3 = ANY("keywords") AS "isAnswered" FROM "MailboxMessage" WHERE "spaceId" = $1 AND "messageId" = $2`,
    [spaceId, messageId, receiptKeyword],
  );
  if (rows.length === 0 || rows.some((row) => row.isAnswered)) return false;
  for (const { mailboxId, uid } of rows)
    await setFlags(client, modseq, {
      mailboxId,
      uids: [Number(uid)],
      change: { mode: "add", flags: 0, keywords: [receiptKeyword] },
    });
  return true;
}

type Composing = {
  account: OwnAccount;
  raw: Buffer;
  part: Part;
  request: ReceiptRequest;
  answer: Answer["answer"];
};

async function compose(ctx: Context, { account, raw, part, request, answer }: Composing): Promise<Buffer> {
  const words = wordsOf(account.locale);
  const { to, cc, subject, messageId } = summarize(raw, part);
  const own = await ownAddresses(ctx, account.id);
  const recipient = [...to, ...cc].find(({ address }) => own.has(address.toLowerCase()))?.address ?? account.address;
  const now = ctx.clock.now();
  const when = new Intl.DateTimeFormat(account.locale, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: account.zone,
  });
  const values = { subject: subject || words.noSubject, person: account.name || recipient, date: when.format(now) };
  const domain = domainOf(recipient);
  return composeReceipt({
    from: { name: account.name, address: recipient },
    to: request.to,
    finalRecipient: recipient,
    originalMessageId: messageId,
    originalRecipient: part.unfolded("original-recipient"),
    originalHeaders: (readSection(raw, part, { path: [], kind: "header" }) ?? Buffer.alloc(0)).subarray(0, 65_536),
    subject: fill(words.readSubject, values),
    text: fill(words.readText, values),
    reportingHost: domain,
    mode: answer === "send" ? "manual" : "automatic",
    date: now,
    messageId: `<${newId()}@${domain}>`,
  });
}
