import type { Actor } from "@carbyne/kernel";
import {
  type Address,
  baseSubject,
  parseMessage,
  type Part,
  readContent,
  type Summary,
  summarize,
} from "@carbyne/mime";
import { accessMessage, accessOwnAccount, type OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { fill, wordsOf } from "../../words/index.ts";
import { ownAddresses } from "../conversations/index.ts";
import type { DraftContent } from "./content.ts";
import { editableHtml, reference } from "./get-draft.ts";

export type ReplyMode = "reply" | "reply-all" | "forward";

/** The content that a reply or a forward begins with: recipients, subject, the quoted message and, for a forward, its files. */
export async function startReply(
  ctx: Context,
  actor: Actor,
  { messageId, mode }: { messageId: string; mode: ReplyMode },
): Promise<DraftContent> {
  const account = await accessOwnAccount(ctx, actor);
  const message = await accessMessage(ctx, actor, messageId);
  const raw = await ctx.blobs.read(message.blobHash);
  const part = parseMessage(raw);
  const summary = summarize(raw, part);
  const own = await ownAddresses(ctx, account.id);
  const fromAddress = addressedAs(summary, own);
  const start = {
    bcc: [],
    subject: markSubject(summary.subject, mode),
    ...quote({ account, messageId, raw, part, summary, date: summary.date ?? message.internalDate, mode }),
    ...(fromAddress ? { fromAddress } : {}),
  };
  return mode === "forward"
    ? { ...start, to: [], cc: [], forwardOfMessageId: messageId }
    : { ...start, ...recipients(summary, own, mode), inReplyToMessageId: messageId };
}

/** Answers go to Reply-To, else From (RFC 5322 §3.6.2); an answer to one's own message goes where that went. */
function recipients(summary: Summary, own: ReadonlySet<string>, mode: ReplyMode): { to: Address[]; cc: Address[] } {
  const isOwn = (person: Address) => own.has(withoutTag(person.address));
  const isFromMe = summary.from.every(isOwn);
  const author = summary.replyTo.length > 0 ? summary.replyTo : summary.from;
  const to = isFromMe && summary.to.length > 0 ? summary.to : author;
  if (mode === "reply") return { to: distinct(to), cc: [] };
  const first = distinct([...to, ...(isFromMe ? [] : summary.to.filter((person) => !isOwn(person)))]);
  const taken = new Set(first.map((person) => person.address.toLowerCase()));
  const others = distinct(summary.cc).filter((one) => !isOwn(one) && !taken.has(one.address.toLowerCase()));
  return { to: first, cc: others };
}

/** The own address that the message was sent to, so that the answer comes from it; undefined for the account's usual one. */
function addressedAs(summary: Summary, own: ReadonlySet<string>): string | undefined {
  return [...summary.to, ...summary.cc, ...summary.from].find((person) => own.has(person.address.toLowerCase()))
    ?.address;
}

function distinct(people: readonly Address[]): Address[] {
  return [...new Map(people.map((person) => [person.address.toLowerCase(), person])).values()];
}

function withoutTag(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, "@");
}

function markSubject(subject: string, mode: ReplyMode): string {
  const mark = mode === "forward" ? "Fwd: " : "Re: ";
  if (mode !== "forward" && baseSubject(subject).isReply && /^re\s*:/i.test(subject)) return subject;
  return subject.toLowerCase().startsWith(mark.toLowerCase()) ? subject : `${mark}${subject}`;
}

type Quote = {
  account: OwnAccount;
  messageId: string;
  raw: Buffer;
  part: Part;
  summary: Summary;
  date: Date;
  mode: ReplyMode;
};

function quote(input: Quote): Pick<DraftContent, "html" | "attachments"> {
  const { account, messageId, raw, part, summary, date, mode } = input;
  const words = wordsOf(account.locale);
  const content = readContent(raw, part);
  const body = editableHtml(messageId, content);
  const when = new Intl.DateTimeFormat(account.locale, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: account.zone,
  }).format(date);
  const pictures = content.attachments.filter((one) => one.isInline && one.contentId);
  const kept = mode === "forward" ? content.attachments : pictures;
  const attachments = kept.map((one) => reference(messageId, one));
  if (mode !== "forward") {
    const person = summary.from[0];
    const line = fill(words.quoteAttribution, { date: when, person: person?.name || person?.address || "" });
    return { html: `<p></p><p>${escape(line)}</p><blockquote type="cite">${body}</blockquote>`, attachments };
  }
  const lines: [string, string][] = [
    [words.from, listOf(summary.from)],
    [words.date, when],
    [words.subject, summary.subject],
    [words.to, listOf(summary.to)],
    ...(summary.cc.length > 0 ? [[words.cc, listOf(summary.cc)] satisfies [string, string]] : []),
  ];
  const heading = lines.map(([name, value]) => `<strong>${escape(name)}:</strong> ${escape(value)}`).join("<br>");
  return { html: `<p></p><p>---- ${escape(words.forwardedHeading)} ----<br>${heading}</p>${body}`, attachments };
}

function listOf(people: readonly Address[]): string {
  return people.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(", ");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
