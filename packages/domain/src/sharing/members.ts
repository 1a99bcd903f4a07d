import type pg from "pg";
import type { Shareable } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { endFamily } from "./change-share.ts";
import { ownerOf, type Party, personAt } from "./people.ts";
import { writeGrant } from "./offer.ts";
import { checkTerms, type ShareTerms, type StoredTerms } from "./terms.ts";

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
  return place(ctx, { object, person, terms: stored, byId });
}

/** Names somebody who runs a team folder, as an administrator says. The caller has checked the right to do so. */
export async function placeManager(
  ctx: Context,
  { team, address, byId }: { team: { rootId: string; spaceId: string }; address: string; byId: string | null },
): Promise<{ id: string; accountId: string }> {
  const object = { kind: "node", id: team.rootId, spaceId: team.spaceId, isOwner: true, via: null } as const;
  const person = await personAt(ctx, address);
  return place(ctx, { object, person, terms: checkTerms(ctx, object, { role: "manage" }), byId });
}

type Placed = { object: Shareable; person: Party; terms: StoredTerms; byId: string | null };

async function place(
  ctx: Context,
  { object, person, terms, byId }: Placed,
): Promise<{ id: string; accountId: string }> {
  return changeTogether(ctx, [object.spaceId, person.spaceId], async (client, modseqOf) => {
    const subject = { kind: "account", id: person.id } as const;
    const { id } = await writeGrant(client, { object, subject, terms, byId, modseq: modseqOf(object.spaceId) });
    await holdAtOnce(client, { grantId: id, account: person, modseq: modseqOf(person.spaceId), at: ctx.clock.now() });
    return { id, accountId: person.id };
  });
}

type Held = { grantId: string; account: Pick<Party, "id" | "spaceId">; modseq: bigint; at: Date };

/** Lets a person hold a grant without an answer. */
export async function holdAtOnce(client: pg.ClientBase, { grantId, account, modseq, at }: Held): Promise<void> {
  await client.query(
    `INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state", "answeredAt") VALUES ($1, $2, $3, $4, 'accepted', $5)
     ON CONFLICT ("grantId", "accountId") DO UPDATE SET "modseq" = EXCLUDED."modseq", "state" = 'accepted', "answeredAt" = EXCLUDED."answeredAt"`,
    [grantId, account.id, account.spaceId, modseq, at],
  );
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
