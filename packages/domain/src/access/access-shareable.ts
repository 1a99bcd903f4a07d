import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";
import { accessMailbox } from "./access-mailbox.ts";
import { accessLiveNode, nodesUp } from "./access-node.ts";
import type { Right } from "./access-space.ts";
import { grantsOn, heldGrants } from "./held-grants.ts";

/** What can be shared: a folder of mail, all the mail of an account, or an entry of Files. */
export type ShareObject = { readonly kind: "mailbox" | "account" | "node"; readonly id: string };

export type Shareable = ShareObject & {
  /** The owner's. */
  readonly spaceId: string;
  /** Whether the actor is the owner, acts for one that nobody can sign in to, or runs the team folder. */
  readonly isOwner: boolean;
  /** Of somebody else's: the grant that lets the actor share it on, whose rights and time nobody gets more of. */
  readonly via: { readonly id: string; readonly rights: readonly Right[]; readonly expiresAt: Date | null } | null;
};

type Via = { id: string; spaceId: string; rights: Right[]; expiresAt: Date | null; actsForOwner: boolean };

const columns = `g."id", g."spaceId", g."rights", g."expiresAt", (g."objectKind" = 'account' AND o."kind" <> 'user') OR coalesce(team."rootId" = g."objectId", false) AS "actsForOwner"`;

/** A folder, an account or an entry of Files that the actor may share: one's own, or one that a grant lets the actor manage. Any other is not found. */
export async function accessShareable(ctx: Context, actor: Actor, { kind, id }: ShareObject): Promise<Shareable> {
  const own = await accessOwnAccount(ctx, actor);
  const at = ctx.clock.now();
  if (kind === "account") {
    if (id === own.id) return { kind, id, spaceId: own.spaceId, isOwner: true, via: null };
    const ofAccount = `SELECT ${columns} FROM ${heldGrants("$2")} AND g."objectKind" = 'account' AND g."objectId" = $3::uuid AND 'manage' = ANY(g."rights")`;
    const via = await firstOf(ctx, ofAccount, [own.id, at, id]);
    if (!via) throw new Refusal("not-found", "account-unknown");
    return shareable({ kind, id }, via);
  }
  if (kind === "node") return shareableNode(ctx, actor, { id, own, at });
  const { spaceId } = await accessMailbox(ctx, actor, id, "manage");
  if (spaceId === own.spaceId) return { kind, id, spaceId, isOwner: true, via: null };
  const ofMailbox = grantsOn({ id: "$3::uuid", spaceId: "$4::uuid" }, { need: "'manage'", at: "$2" }, columns);
  const via = await firstOf(ctx, ofMailbox, [own.id, at, id, spaceId]);
  // It was there a moment ago.
  if (!via) throw new Refusal("not-found", "mailbox-unknown");
  return shareable({ kind, id }, via);
}

async function shareableNode(
  ctx: Context,
  actor: Actor,
  { id, own, at }: { id: string; own: { id: string; spaceId: string }; at: Date },
): Promise<Shareable> {
  const kind = "node";
  const { spaceId, parentId } = await accessLiveNode(ctx, actor, id, "manage");
  if (parentId === null && spaceId === own.spaceId) throw new Refusal("forbidden", "node-home-fixed");
  if (spaceId === own.spaceId) return { kind, id, spaceId, isOwner: true, via: null };
  const ofNode = `SELECT ${columns} FROM ${heldGrants("$2")} AND g."objectKind" = 'node' AND g."spaceId" = $4::uuid
    AND 'manage' = ANY(g."rights") AND g."objectId" IN (${nodesUp("$3::uuid")})`;
  const via = await firstOf(ctx, ofNode, [own.id, at, id, spaceId]);
  // It was there a moment ago.
  if (!via) throw new Refusal("not-found", "node-unknown");
  return shareable({ kind, id }, via);
}

function shareable(object: ShareObject, { id, spaceId, rights, expiresAt, actsForOwner }: Via): Shareable {
  return { ...object, spaceId, isOwner: actsForOwner, via: actsForOwner ? null : { id, rights, expiresAt } };
}

/** Of several grants the one that gives most for longest. */
async function firstOf(ctx: Context, query: string, values: readonly unknown[]): Promise<Via | undefined> {
  const { rows } = await ctx.db.pool.query<Via>(
    `SELECT x.* FROM "Account" a, LATERAL (${query}) x WHERE a."id" = $1
     ORDER BY x."actsForOwner" DESC, cardinality(x."rights") DESC, x."expiresAt" DESC NULLS FIRST LIMIT 1`,
    [...values],
  );
  return rows[0];
}
