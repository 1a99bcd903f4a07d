import { createHash } from "node:crypto";
import type { Part } from "@carbyne/mime";
import { type DuplicateMark, type Outcome, runScript, type Script, sieveMessage } from "@carbyne/sieve";
import type { MailboxRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { wordsOf } from "../../words/index.ts";
import { findByPath, type PathRow, pathOf, pathRows } from "./paths.ts";

export type Evaluation = {
  readonly spaceId: string;
  readonly locale: string;
  readonly zone: string;
  readonly script: Script;
  readonly raw: Buffer;
  /** The message as it was parsed, when it was. */
  readonly root?: Part;
  readonly envelope: { readonly from: string; readonly to: string };
  /** Filters run on mail that is there: nothing of it has been seen before. */
  readonly isAgain: boolean;
};

/** Runs a script on a message; what it asks of the world is looked up, and nothing is written. */
export async function evaluate(ctx: Context, evaluation: Evaluation): Promise<Outcome> {
  const { spaceId, script, zone, locale, isAgain } = evaluation;
  let rows: Promise<PathRow[]> | undefined;
  const folders = () => (rows ??= pathRows(ctx.db.pool, spaceId));
  return runScript(script, sieveMessage(evaluation), {
    now: ctx.clock.now(),
    zone,
    mailboxExists: async (name) => findByPath(await folders(), name) !== undefined,
    specialUseExists: async (use, mailbox) => {
      const all = await folders();
      const found = all.find(({ role }) => role !== null && role === roleOfUse(use));
      return found !== undefined && (mailbox === null || pathOf(all, found.id) === mailbox);
    },
    isDuplicate: (mark) => !isAgain && isKnown(ctx, spaceId, mark),
    vacation: { subjectPrefix: wordsOf(locale).automaticReplySubject.replace("{subject}", "") },
  });
}

async function isKnown(ctx: Context, spaceId: string, mark: DuplicateMark): Promise<boolean> {
  const { rowCount } = await ctx.db.pool.query(
    'SELECT 1 FROM "SieveDuplicate" WHERE "spaceId" = $1 AND "idHash" = $2 AND "expiresAt" > $3',
    [spaceId, hashOf(mark), ctx.clock.now()],
  );
  return Boolean(rowCount);
}

/** What an id is remembered by: handles are names of their own, RFC 7352 §3. */
export function hashOf({ handle, uniqueId }: DuplicateMark): Buffer {
  return createHash("sha256").update(`${handle}\0${uniqueId}`).digest();
}

/** The role of a special use of RFC 6154, undefined for one that nothing has here. */
export function roleOfUse(use: string): MailboxRole | undefined {
  return roles[use.toLowerCase()];
}

const roles: Readonly<Record<string, MailboxRole>> = {
  "\\archive": "archive",
  "\\drafts": "drafts",
  "\\junk": "junk",
  "\\sent": "sent",
  "\\trash": "trash",
};
