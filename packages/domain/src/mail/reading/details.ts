import { isId } from "@carbyne/kernel";
import { type Attachment, parseMessage, type Part, readContent, type Summary, summarize } from "@carbyne/mime";
import type { OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { listPost } from "../list-post.ts";
import type { Verdict } from "../store-message.ts";
import { hasRemoteContent, isLong } from "./body.ts";
import { type Card, cardsOf } from "./cards.ts";
import { noSenderDetails, type SenderDetails, senderDetailsOf } from "./sender-details.ts";
import { trustOf } from "./trusted-senders.ts";
import { openKnowledge, type SenderKnowledge } from "./warnings.ts";

/** Names the grant in a mail about it, so that the reader shows it with its answers. */
export const shareHeader = "x-carbyne-share";

export type AttachmentView = {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly isInline: boolean;
  /** A message of its own, which can be opened where it is. */
  readonly isMessage: boolean;
  readonly url: string;
};

/** What is known of a message only when it is read whole. */
export type Details = {
  /** The receiving server's own Authentication-Results (RFC 8601), "" when there are none. */
  readonly verdictDetail: string;
  readonly attachments: readonly AttachmentView[];
  readonly hasRemoteImages: boolean;
  /** They are shown without asking: the reader trusts the sender, and the message proves to be its. */
  readonly showsRemoteImages: boolean;
  /** Only its beginning is shown at first. */
  readonly isLong: boolean;
  /** Of its header, with angle brackets. */
  readonly messageId: string | null;
  readonly cards: readonly Card[];
  /** Who sent it on behalf of the one that it is from (RFC 5322 §3.6.2); null when that is the same. */
  readonly sender: { readonly name: string; readonly address: string } | null;
  /** The share that it offers; whether there is one is asked for again, since a header proves nothing. */
  readonly shareId: string | null;
  /** The mailing list that it came over takes answers there; null without one. */
  readonly listPost: string | null;
  /** How important its sender says it is. */
  readonly priority: "high" | "normal" | "low";
} & SenderDetails;

export const undetailed: Details = {
  attachments: [],
  hasRemoteImages: false,
  showsRemoteImages: false,
  isLong: false,
  verdictDetail: "",
  messageId: null,
  cards: [],
  sender: null,
  shareId: null,
  listPost: null,
  priority: "normal",
  ...noSenderDetails,
};

export type DetailRow = {
  readonly id: string;
  readonly date: Date;
  readonly blobHash: Buffer;
  readonly people: Readonly<Record<"from" | "replyTo", readonly { readonly name: string; readonly address: string }[]>>;
  readonly verdict: Verdict;
  readonly roles: readonly (string | null)[];
  readonly keywords: readonly (readonly string[])[];
};

/** What the messages of a conversation need together, asked for once. */
export type DetailContext = {
  readonly account: OwnAccount;
  /** It is the reader's own mail, which only the reader answers for. */
  readonly isOwn: boolean;
  readonly known: SenderKnowledge;
  readonly settings: Awaited<ReturnType<typeof resolveSettings>>;
  readonly isTrusted: Awaited<ReturnType<typeof trustOf>>;
};

/** Asks once for what holds for all messages of a conversation. */
export async function openDetails(
  ctx: Context,
  account: OwnAccount,
  { spaceId, rows }: { spaceId: string; rows: readonly DetailRow[] },
): Promise<DetailContext> {
  const [settings, isTrusted, known] = await Promise.all([
    resolveSettings(ctx, account.id),
    trustOf(ctx, account.id, rows.map(claimOf)),
    openKnowledge(ctx, account, { spaceId, rows }),
  ]);
  return { account, isOwn: spaceId === account.spaceId, known, settings, isTrusted };
}

/** Reads a message whole and says what is in it. */
export async function detailsOf(ctx: Context, context: DetailContext, row: DetailRow): Promise<Details> {
  const raw = await ctx.blobs.read(row.blobHash);
  const part = parseMessage(raw);
  const content = readContent(raw, part);
  const summary = summarize(raw, part);
  return {
    attachments: content.attachments.map((one) => attachmentView(row.id, one)),
    hasRemoteImages: content.html !== null && hasRemoteContent(content.html),
    showsRemoteImages: showsImages(context, row),
    isLong: isLong(content),
    verdictDetail: summary.authenticationResults[0] ?? "",
    messageId: summary.messageId,
    cards: cardsOf(raw, part, content),
    ...(await senderDetailsOf(ctx, context, { row, part, summary })),
    sender: senderOf(summary),
    shareId: row.verdict === "local" ? shareIdOf(part) : null,
    listPost: listPost(part)?.address ?? null,
    priority: summary.importance,
  };
}

function senderOf({ from, sender: [sender] }: Summary): Details["sender"] {
  return sender && from.every((one) => one.address.toLowerCase() !== sender.address.toLowerCase()) ? sender : null;
}

function shareIdOf(part: Part): string | null {
  const id = (part.raw(shareHeader) ?? "").trim();
  return isId(id) ? id : null;
}

/** An attachment with its address; `prefix` is the path of the attached message that it lies in. */
export function attachmentView(messageId: string, attachment: Attachment, prefix = ""): AttachmentView {
  const { name, type, sizeBytes, isInline, isMessage } = attachment;
  const path = prefix + attachment.path;
  return { path, name, type, sizeBytes, isInline, isMessage, url: `/mail/messages/${messageId}/parts/${path}` };
}

function claimOf({ people, verdict }: DetailRow) {
  return { address: people.from[0]?.address, verdict };
}

/** Nothing is ever shown by itself of what was sorted out as spam. */
function showsImages({ settings, isTrusted }: DetailContext, row: DetailRow): boolean {
  const choice = settings["mail.remoteImages"].value;
  if (choice === "never" || row.roles.includes("junk")) return false;
  return choice === "always" || isTrusted(claimOf(row));
}
