import { createHash } from "node:crypto";
import { newId } from "@carbyne/kernel";
import { composeMessage, foldHeader, formatAddress, headerDate } from "@carbyne/mime";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { fill, wordsOf } from "../../words/index.ts";
import type { Incoming } from "./may-answer.ts";

/** Who answers. */
export type Answerer = {
  readonly spaceId: string;
  readonly name: string;
  readonly locale: string;
  /** The address that the message was sent to. */
  readonly address: string;
};

export type AnswerText = {
  /** Answers of one handle go to a sender once in `seconds`. */
  readonly handle: string;
  readonly seconds: number;
  /** In the owner's words when missing. */
  readonly subject?: string | undefined;
  /** Whom the owner wants it to be from. */
  readonly from?: { readonly name: string; readonly address: string } | undefined;
} & (
  | { readonly html: string }
  | { readonly text: string }
  /** A MIME entity with its own header, RFC 5230 §4.1. */
  | { readonly entity: string }
);

export type Answer = {
  readonly to: string;
  readonly handleHash: Buffer;
  readonly seconds: number;
  readonly raw: Buffer;
  readonly signDomain: string;
};

const longestSubject = 400;

/** Writes an automatic reply: to the reverse path, marked so that nobody answers it (RFC 3834 §3 and §4). */
export async function composeAnswer(
  ctx: Context,
  by: Answerer,
  { summary, reversePath }: Incoming,
  text: AnswerText,
): Promise<Answer> {
  const words = wordsOf(by.locale);
  const signDomain = by.address.slice(by.address.lastIndexOf("@") + 1).toLowerCase();
  const original = summary.subject.slice(0, longestSubject) || words.noSubject;
  const { messageId } = summary;
  const message = {
    from: { name: by.name, address: by.address },
    to: [{ name: "", address: reversePath }],
    subject: text.subject ?? fill(words.automaticReplySubject, { subject: original }),
    date: ctx.clock.now(),
    messageId: `<${newId()}@${signDomain}>`,
    ...(messageId ? { inReplyTo: messageId, references: [...summary.references, messageId] } : {}),
    // The second is Exchange's word for the first.
    headers: [
      ["Auto-Submitted", "auto-replied"],
      ["X-Auto-Response-Suppress", "All"],
    ] satisfies [string, string][],
  };
  const raw =
    "entity" in text
      ? withEntity(message, text.entity)
      : await composeMessage({ ...message, ...("html" in text ? { html: text.html } : { text: text.text }) });
  const handleHash = createHash("sha256").update(text.handle).digest();
  return { to: reversePath, handleHash, seconds: text.seconds, raw, signDomain };
}

type Head = {
  from: { name: string; address: string };
  to: { name: string; address: string }[];
  subject: string;
  date: Date;
  messageId: string;
  inReplyTo?: string;
  references?: string[];
  headers: readonly (readonly [string, string])[];
};

function withEntity(head: Head, entity: string): Buffer {
  const fields: [string, string][] = [
    ["From", formatAddress(head.from)],
    ["To", head.to.map(formatAddress).join(", ")],
    ["Subject", head.subject],
    ["Date", headerDate(head.date)],
    ["Message-ID", head.messageId],
    ...(head.inReplyTo ? [["In-Reply-To", head.inReplyTo] satisfies [string, string]] : []),
    ...(head.references ? [["References", head.references.join(" ")] satisfies [string, string]] : []),
    ...head.headers.map(([name, value]): [string, string] => [name, value]),
    ["MIME-Version", "1.0"],
  ];
  const lines = fields.map(([name, value]) => foldHeader(name, value)).join("");
  return Buffer.from(lines + entity.replace(/\r\n|\r|\n/g, "\r\n"));
}

/** Whether an answer may go out now: its reader had none of the same handle within the period. Written in the transaction that queues it. */
export async function claimAnswer(
  client: pg.PoolClient,
  { spaceId, answer, now }: { spaceId: string; answer: Answer; now: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO "VacationSent" ("spaceId", "handleHash", "sender", "expiresAt") VALUES ($1, $2, $3, $4)
     ON CONFLICT ("spaceId", "handleHash", "sender") DO UPDATE SET "expiresAt" = EXCLUDED."expiresAt" WHERE "VacationSent"."expiresAt" <= $5`,
    [spaceId, answer.handleHash, answer.to.toLowerCase(), new Date(now.getTime() + answer.seconds * 1000), now],
  );
  return Boolean(rowCount);
}
