import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, type ShareObject } from "../access/index.ts";
import type { Context } from "../context.ts";
import { offeredGrants } from "./answer.ts";
import { type Grant, grantColumns, type Holding } from "./grants.ts";
import { type TermsView, viewTerms } from "./list-shares.ts";
import { partiesOf } from "./people.ts";

/** What somebody shares with the actor. */
export type OfferView = TermsView & {
  readonly id: string;
  readonly state: Holding["state"];
  readonly object: ShareObject & {
    /** The folder's, or null for the whole account. */
    readonly name: string | null;
  };
  readonly owner: { readonly id: string; readonly name: string; readonly address: string };
  /** Who shared it on, when it was not the owner. */
  readonly byName: string | null;
  /** Whether it is for everybody of the domain. */
  readonly isForEverybody: boolean;
  /** What the actor calls it, and the tint, 0 to 11. */
  readonly ownName: string | null;
  readonly tint: number | null;
};

type Row = Grant & {
  ownerId: string;
  state: Holding["state"] | null;
  ownName: string | null;
  tint: number | null;
  folder: string | null;
};

const selectOffers = `SELECT ${grantColumns}, o."id" AS "ownerId", h."state", h."name" AS "ownName", h."tint",
  (SELECT b."name" FROM "Mailbox" b WHERE g."objectKind" = 'mailbox' AND b."id" = g."objectId") AS "folder" FROM ${offeredGrants}`;

/** Everything that is shared with the actor, also what was not answered or was declined; the latest first. */
export async function listOffers(ctx: Context, actor: Actor): Promise<OfferView[]> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>(
    `${selectOffers} AND g."objectKind" <> 'node' ORDER BY g."createdAt" DESC, g."id"`,
    [own.id, own.domainId, ctx.clock.now()],
  );
  return shown(ctx, rows);
}

/** One of them. Not found when it was taken back or is over. */
export async function getOffer(ctx: Context, actor: Actor, { id }: { id: string }): Promise<OfferView> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<Row>(`${selectOffers} AND g."id" = $4`, [own.id, own.domainId, ctx.clock.now(), id])
    : { rows: [] };
  const [offer] = await shown(ctx, rows);
  if (!offer) throw new Refusal("not-found", "share-unknown");
  return offer;
}

async function shown(ctx: Context, rows: readonly Row[]): Promise<OfferView[]> {
  const parties = await partiesOf(
    ctx,
    rows.flatMap((row) => [row.ownerId, ...(row.byId ? [row.byId] : [])]),
  );
  return rows.flatMap((row) => {
    const owner = parties.get(row.ownerId);
    const by = row.byId === null || row.byId === row.ownerId ? undefined : parties.get(row.byId);
    if (!owner) return [];
    return {
      ...viewTerms(row),
      id: row.id,
      state: row.state ?? "pending",
      object: { kind: row.objectKind, id: row.objectId, name: row.folder },
      owner: { id: owner.id, name: owner.name, address: owner.address },
      byName: by ? by.name || by.address : null,
      isForEverybody: row.subjectKind === "domain",
      ownName: row.ownName,
      tint: row.tint,
    };
  });
}
