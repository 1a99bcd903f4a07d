import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, accessShareable, nodesUp, type ShareObject } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type Grant, grantColumns, type Holding } from "./grants.ts";
import { partiesOf } from "./people.ts";
import { roleOf, type ShareRole } from "./roles.ts";
import type { SentCopy } from "./terms.ts";

/** The terms of a share as the screen shows them. */
export type TermsView = {
  readonly role: ShareRole | null;
  readonly canSendAs: boolean;
  readonly canSendOnBehalf: boolean;
  readonly includesSubfolders: boolean;
  readonly sentCopy: SentCopy;
  readonly note: string;
  /** ISO 8601. */
  readonly expiresAt: string | null;
};

/** The terms of a stored grant. */
export function viewTerms(grant: Grant): TermsView {
  return {
    role: roleOf(grant.rights),
    canSendAs: grant.rights.includes("sendAs"),
    canSendOnBehalf: grant.rights.includes("sendOnBehalf"),
    includesSubfolders: grant.includesSubfolders,
    sentCopy: grant.sentCopy,
    note: grant.note,
    expiresAt: grant.expiresAt?.toISOString() ?? null,
  };
}

export type ShareView = TermsView & {
  readonly id: string;
  readonly object: ShareObject & { readonly name: string };
  /** Null for everybody of the domain, and for a list. */
  readonly person: { readonly name: string; readonly address: string } | null;
  /** The domain, when it is for everybody of it. */
  readonly domain: string | null;
  /** The list, when it is for whoever is in it. */
  readonly list: { readonly name: string; readonly address: string } | null;
  /** What the person answered; of everybody, `accepted` once somebody took it. */
  readonly state: Holding["state"];
  readonly acceptedCount: number;
  /** Who shared it on, when it was not the actor. */
  readonly byName: string | null;
  readonly canChange: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
};

type Row = Grant & {
  ownState: Holding["state"] | null;
  acceptedCount: number;
  domain: string | null;
  listName: string | null;
  listAddress: string | null;
  objectName: string | null;
};

const selectShares = `SELECT ${grantColumns}, h."state" AS "ownState", sd."name" AS "domain", l."name" AS "listName", la."local" || '@' || ld."name" AS "listAddress", coalesce(b."name", oa."name", n."name") AS "objectName",
    (SELECT count(*)::int FROM "Holding" x WHERE x."grantId" = g."id" AND x."state" = 'accepted') AS "acceptedCount"
  FROM "Grant" g LEFT JOIN "Holding" h ON h."grantId" = g."id" AND h."accountId" = g."subjectId" LEFT JOIN "Domain" sd ON g."subjectKind" = 'domain' AND sd."id" = g."subjectId"
    LEFT JOIN "MailList" l ON g."subjectKind" = 'group' AND l."id" = g."subjectId" LEFT JOIN "Address" la ON la."listId" = l."id" LEFT JOIN "Domain" ld ON ld."id" = l."domainId"
    LEFT JOIN "Mailbox" b ON g."objectKind" = 'mailbox' AND b."id" = g."objectId" LEFT JOIN "Account" oa ON g."objectKind" = 'account' AND oa."id" = g."objectId"
    LEFT JOIN "Node" n ON g."objectKind" = 'node' AND n."id" = g."objectId"`;
const live = `g."revokedAt" IS NULL AND (g."expiresAt" IS NULL OR g."expiresAt" > $1)`;

/** With whom something is shared, in the order in which it was; of an entry of Files also what comes from the folders above it. */
export async function listShares(
  ctx: Context,
  actor: Actor,
  { object }: { object: ShareObject },
): Promise<ShareView[]> {
  const { isOwner } = await accessShareable(ctx, actor, object);
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>(
    `${selectShares} WHERE ${live} AND g."objectKind" = $2 AND g."objectId" ${object.kind === "node" ? `IN (${nodesUp("$3::uuid")})` : "= $3"}
     ORDER BY g."objectId" = $3 DESC, g."createdAt", g."id"`,
    [ctx.clock.now(), object.kind, object.id],
  );
  return shown(ctx, rows, { ownId: own.id, isOwner });
}

/** Who may do what with an account as a whole. The caller has checked the right to know. */
export async function listMembers(ctx: Context, { accountId }: { accountId: string }): Promise<ShareView[]> {
  const { rows } = await ctx.db.pool.query<Row>(
    `${selectShares} WHERE ${live} AND g."objectKind" = 'account' AND g."objectId" = $2 ORDER BY g."createdAt", g."id"`,
    [ctx.clock.now(), accountId],
  );
  return shown(ctx, rows, { ownId: "", isOwner: true });
}

/** All that the actor shares: of the own mail whoever shared it, and what the actor shared on. */
export async function listOwnShares(ctx: Context, actor: Actor): Promise<ShareView[]> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>(
    `${selectShares} WHERE ${live} AND (g."spaceId" = $2 OR g."byId" = $3) ORDER BY g."objectKind", "objectName", g."createdAt", g."id"`,
    [ctx.clock.now(), own.spaceId, own.id],
  );
  return shown(ctx, rows, { ownId: own.id, isOwner: true });
}

async function shown(
  ctx: Context,
  rows: readonly Row[],
  { ownId, isOwner }: { ownId: string; isOwner: boolean },
): Promise<ShareView[]> {
  const ids = rows.flatMap((row) => [
    ...(row.subjectKind === "account" ? [row.subjectId] : []),
    ...(row.byId ? [row.byId] : []),
  ]);
  const parties = await partiesOf(ctx, ids);
  return rows.map((row) => {
    const person = row.subjectKind === "account" ? parties.get(row.subjectId) : undefined;
    const by = row.byId === null || row.byId === ownId ? undefined : parties.get(row.byId);
    return {
      ...viewTerms(row),
      id: row.id,
      object: { kind: row.objectKind, id: row.objectId, name: row.objectName ?? "" },
      person: person ? { name: person.name, address: person.address } : null,
      domain: row.domain,
      list: row.listAddress === null ? null : { name: row.listName ?? "", address: row.listAddress },
      state: row.ownState ?? (row.acceptedCount > 0 ? "accepted" : "pending"),
      acceptedCount: row.acceptedCount,
      byName: by ? by.name || by.address : null,
      canChange: isOwner || row.byId === ownId,
      createdAt: row.createdAt.toISOString(),
    };
  });
}
