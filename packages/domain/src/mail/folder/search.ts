import type { Actor } from "@carbyne/kernel";
import { accessMailbox } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Criterion, criterionSql, type TextCriterion, textualLeaves } from "./search-sql.ts";
import { textMatcher } from "./search-text.ts";

const batch = 50;

/**
 * The UIDs of a mailbox that meet a criterion, ascending. Everything that columns know is one query; when text must be looked for in the bytes,
 * only messages that pass the rest of the criterion are read.
 */
export async function searchFolder(
  ctx: Context,
  actor: Actor,
  { id, criterion }: { id: string; criterion: Criterion },
): Promise<number[]> {
  await accessMailbox(ctx, actor, id, "read");
  const leaves = textualLeaves(criterion);
  if (leaves.length === 0) return (await select(ctx, id, criterion, new Map())).map((row) => row.uid);
  const found = new Map<TextCriterion, number[]>(leaves.map((leaf) => [leaf, []]));
  const candidates = await select(ctx, id, criterion, null);
  for (let i = 0; i < candidates.length; i += batch)
    await Promise.all(
      candidates.slice(i, i + batch).map(async ({ uid, blobHash }) => {
        const matches = textMatcher(await ctx.blobs.read(blobHash));
        for (const leaf of leaves) if (matches(leaf)) found.get(leaf)?.push(uid);
      }),
    );
  return (await select(ctx, id, criterion, found)).map((row) => row.uid);
}

type Row = { uid: number; blobHash: Buffer };

/** Without `found`, all that could match whatever the bytes hold. */
async function select(
  ctx: Context,
  id: string,
  criterion: Criterion,
  found: ReadonlyMap<TextCriterion, readonly number[]> | null,
): Promise<Row[]> {
  const values: unknown[] = [id];
  const value = (one: unknown) => `$${values.push(one)}`;
  const textual = (leaf: TextCriterion) => `p."uid" = ANY(${value(found?.get(leaf) ?? [])}::bigint[])`;
  const wanted = found ? criterion : withoutText(criterion);
  const where = criterionSql(wanted, { value, textual, now: ctx.clock.now() });
  const { rows } = await ctx.db.pool.query<{ uid: string; blobHash: Buffer }>(
    `SELECT p."uid", m."blobHash" FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" WHERE p."mailboxId" = $1 AND (${where}) ORDER BY p."uid"`,
    values,
  );
  return rows.map(({ uid, blobHash }) => ({ uid: Number(uid), blobHash }));
}

/** A wider criterion without textual leaves: whatever meets the given one meets this too. */
function withoutText(criterion: Criterion): Criterion {
  if (textualLeaves(criterion).length === 0) return criterion;
  if (criterion.kind === "and") return { kind: "and", of: criterion.of.map(withoutText) };
  if (criterion.kind === "or") return { kind: "or", of: criterion.of.map(withoutText) };
  // A leaf, or a negation around one: nothing can be said without the bytes.
  return { kind: "all" };
}
