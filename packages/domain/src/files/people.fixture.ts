import { type Actor, newId } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { createAccount } from "../accounts/index.ts";
import { putSmallFile } from "./index.ts";

let counter = 0;

/** A person with files of their own. */
export async function buildPerson(ctx: Context) {
  const address = `f${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, {
    address,
    name: `Person ${counter}`,
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId };
  return { actor, accountId, spaceId };
}

/** A small file in a folder, or in the home. */
export async function buildFile(
  ctx: Context,
  actor: Actor,
  { parentId = null, name, text = name }: { parentId?: string | null; name: string; text?: string },
): Promise<string> {
  const data = Buffer.from(text);
  const input = { parentId, name, sizeBytes: data.length, whenTaken: "refuse" as const, data };
  return (await putSmallFile(ctx, actor, input)).nodeId;
}

/** Gives somebody rights on an entry, as an accepted share does. */
export async function grantNode(
  ctx: Context,
  {
    from,
    to,
    id,
    rights,
  }: { from: { spaceId: string }; to: { accountId: string; spaceId: string }; id: string; rights: string[] },
): Promise<void> {
  const grantId = newId();
  await ctx.db.pool.query(
    `INSERT INTO "Grant" ("id", "spaceId", "modseq", "objectKind", "objectId", "subjectKind", "subjectId", "rights") VALUES ($1, $2, 0, 'node', $3, 'account', $4, $5)`,
    [grantId, from.spaceId, id, to.accountId, rights],
  );
  await ctx.db.pool.query(
    `INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state") VALUES ($1, $2, $3, 0, 'accepted')`,
    [grantId, to.accountId, to.spaceId],
  );
}
