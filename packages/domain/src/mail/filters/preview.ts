import { type Actor, Refusal } from "@carbyne/kernel";
import type { Rule, Script } from "@carbyne/sieve";
import { accessMailbox, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { planAgain } from "./again.ts";
import type { Direction } from "./owners.ts";
import { parsed } from "./parsed.ts";
import { checkText, listScripts } from "./scripts.ts";
import { activeOf, checkScript, textOfRules } from "./rules.ts";

/** What is to run: rules as the editor has them, a text, or what is saved. */
export type Draft = { readonly rules: readonly Rule[] } | { readonly text: string } | { readonly saved: true };

export type Preview = {
  /** How many messages were looked at. */
  readonly checked: number;
  /** Those that the filters do something with, the newest first. */
  readonly matches: readonly {
    readonly messageId: string;
    readonly threadId: string;
    readonly subject: string;
    readonly from: string;
    /** ISO 8601. */
    readonly date: string;
    /** Names of Sieve's actions. */
    readonly actions: readonly string[];
  }[];
};

type Row = { messageId: string; blobHash: Buffer; threadId: string; subject: string; from: string; date: Date };

const usual = 50;

/** Says what filters would do with the newest messages of a mailbox. Nothing is changed. */
export async function previewFilters(
  ctx: Context,
  actor: Actor,
  input: { direction: Direction; draft: Draft; mailboxId: string; limit?: number | undefined },
): Promise<Preview> {
  const account = await accessOwnAccount(ctx, actor);
  const mailbox = await accessMailbox(ctx, actor, input.mailboxId, "read");
  if (mailbox.spaceId !== account.spaceId) throw new Refusal("invalid", "mailbox-other-space");
  const script = scriptOf(await textOfDraft(ctx, actor, input));
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT m."id" AS "messageId", m."blobHash", m."threadId", m."subject", m."internalDate" AS "date",
       coalesce(nullif(m."people"->'from'->0->>'name', ''), m."people"->'from'->0->>'address', '') AS "from"
     FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" WHERE p."mailboxId" = $1 ORDER BY p."date" DESC, p."uid" DESC LIMIT $2`,
    [input.mailboxId, input.limit ?? usual],
  );
  const matches: Preview["matches"][number][] = [];
  for (const row of rows) {
    const raw = await ctx.blobs.read(row.blobHash);
    const { isMatch, kinds } = await planAgain(ctx, account, { script, raw, mailboxId: mailbox.id });
    const { messageId, threadId, subject, from, date } = row;
    if (isMatch) matches.push({ messageId, threadId, subject, from, date: date.toISOString(), actions: kinds });
  }
  return { checked: rows.length, matches };
}

/** The text of what is to run; refuses what does not parse, and the saved filters when there are none. */
export async function textOfDraft(
  ctx: Context,
  actor: Actor,
  { direction, draft }: { direction: Direction; draft: Draft },
): Promise<string> {
  const saved = activeOf(await listScripts(ctx, actor), direction)?.text;
  if ("rules" in draft) return textOfRules(draft.rules, saved === undefined ? null : checkScript(saved).rules);
  const text = "text" in draft ? draft.text : saved;
  if (text === undefined) throw new Refusal("not-found", "script-unknown");
  checkText(text);
  return text;
}

/** A text that is known to parse, parsed. */
export function scriptOf(text: string): Script {
  checkText(text);
  const { script } = parsed(text);
  if (!script) throw new Refusal("invalid", "script-invalid");
  return script;
}
