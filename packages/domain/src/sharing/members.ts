import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { endFamily } from "./change-share.ts";
import { ownerOf, personAt } from "./people.ts";
import { writeGrant } from "./share.ts";
import { checkTerms, type ShareTerms } from "./terms.ts";

/**
 * Lets a person work with an account at once, as an administrator says: nothing waits for an answer. New terms replace those that are there. The
 * caller has checked the right to do so.
 */
export async function placeMember(
  ctx: Context,
  {
    account,
    address,
    byId,
    ...terms
  }: ShareTerms & {
    account: { readonly id: string; readonly spaceId: string };
    address: string;
    byId: string | null;
  },
): Promise<{ id: string; accountId: string }> {
  const object = { kind: "account", id: account.id, spaceId: account.spaceId, isOwner: true, via: null } as const;
  const stored = checkTerms(ctx, object, terms);
  const person = await personAt(ctx, address, { except: await ownerOf(ctx, account.spaceId) });
  const at = ctx.clock.now();
  return changeTogether(ctx, [account.spaceId, person.spaceId], async (client, modseqOf) => {
    const subject = { kind: "account", id: person.id } as const;
    const modseq = modseqOf(account.spaceId);
    const { id } = await writeGrant(client, { object, subject, terms: stored, byId, modseq });
    await client.query(
      `INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state", "answeredAt") VALUES ($1, $2, $3, $4, 'accepted', $5)
       ON CONFLICT ("grantId", "accountId") DO UPDATE SET "modseq" = EXCLUDED."modseq", "state" = 'accepted', "answeredAt" = EXCLUDED."answeredAt"`,
      [id, person.id, person.spaceId, modseqOf(person.spaceId), at],
    );
    return { id, accountId: person.id };
  });
}

/** Ends what an account shares with somebody. The caller has checked the right to do so; a grant of another account is none. */
export async function removeMember(
  ctx: Context,
  { accountId, id }: { accountId: string; id: string },
): Promise<boolean> {
  const grant = await ctx.db.prisma.grant.findFirst({
    where: { id, objectKind: "account", objectId: accountId, revokedAt: null },
    select: { id: true },
  });
  if (!grant) return false;
  await endFamily(ctx, id);
  return true;
}
