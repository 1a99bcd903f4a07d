import { newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Shareable } from "../access/index.ts";
import type { Context } from "../context.ts";
import { addNotice } from "../notices/index.ts";
import { nameOfObject } from "./change-share.ts";
import { type Holder, type Party, partiesOf } from "./people.ts";
import { invitation } from "./share-mail.ts";
import type { StoredTerms } from "./terms.ts";

export type Offer = {
  readonly object: Shareable;
  readonly person: Party;
  readonly owner: Holder;
  readonly terms: StoredTerms;
  readonly byId: string;
};

/** The mail of an offer, with who it is from and what it is about. */
export async function inviting(
  ctx: Context,
  { grantId, object, person, owner, terms, byId }: Offer & { grantId: string },
) {
  const by = (await partiesOf(ctx, [byId])).get(byId);
  if (!by) throw new Refusal("unauthenticated", "sign-in-needed");
  const name = await nameOfObject(ctx, { objectKind: object.kind, objectId: object.id });
  const letter = await invitation(ctx, {
    grantId,
    from: by,
    to: person,
    owner,
    kind: object.kind,
    isTeam: object.id === owner.rootId,
    name,
    terms,
  });
  return { ...letter, from: by.name || by.address, name };
}

/** Tells under the bell what is among somebody's files now. */
export async function tellShared(
  client: pg.ClientBase,
  told: { person: Pick<Party, "spaceId">; message: { from: string; name: string }; now: Date },
): Promise<void> {
  const { person, message, now } = told;
  const notice = { spaceId: person.spaceId, kind: "file-shared", link: "/files/shared" } as const;
  await addNotice(client, { ...notice, params: { name: message.name, person: message.from } }, now);
}

export type GrantRow = {
  readonly id?: string;
  readonly object: Shareable;
  readonly subject: { readonly kind: "account" | "domain" | "group"; readonly id: string };
  readonly terms: StoredTerms;
  readonly byId: string | null;
  readonly modseq: bigint;
};

/** Writes a grant, or the new terms of one that is there or was taken back. Refuses to change what somebody else gave, but for the owner. */
export async function writeGrant(
  client: pg.PoolClient,
  { id = newId(), object, subject, terms, byId, modseq }: GrantRow,
): Promise<{ id: string; isNew: boolean }> {
  const { rows } = await client.query<{ id: string; wasRevoked: boolean; isInserted: boolean }>(
    `WITH old AS (SELECT "id", "revokedAt" FROM "Grant" WHERE "objectKind" = $4 AND "objectId" = $5 AND "subjectKind" = $6 AND "subjectId" = $7)
     INSERT INTO "Grant" ("id", "spaceId", "modseq", "objectKind", "objectId", "subjectKind", "subjectId", "rights", "includesSubfolders",
       "expiresAt", "sentCopy", "note", "byId", "viaId")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::"SentCopy", $12, $13, $14)
     ON CONFLICT ("objectKind", "objectId", "subjectKind", "subjectId") DO UPDATE SET "modseq" = EXCLUDED."modseq", "rights" = EXCLUDED."rights",
       "includesSubfolders" = EXCLUDED."includesSubfolders", "expiresAt" = EXCLUDED."expiresAt", "sentCopy" = EXCLUDED."sentCopy",
       "note" = EXCLUDED."note", "byId" = EXCLUDED."byId", "viaId" = EXCLUDED."viaId", "revokedAt" = NULL
     WHERE $15 OR "Grant"."revokedAt" IS NOT NULL OR "Grant"."byId" = EXCLUDED."byId"
     RETURNING "id", coalesce((SELECT "revokedAt" IS NOT NULL FROM old), false) AS "wasRevoked", NOT EXISTS (SELECT 1 FROM old) AS "isInserted"`,
    [
      id,
      object.spaceId,
      modseq,
      object.kind,
      object.id,
      subject.kind,
      subject.id,
      terms.rights,
      terms.includesSubfolders,
      terms.expiresAt,
      terms.sentCopy,
      terms.note,
      byId,
      object.via?.id ?? null,
      object.isOwner,
    ],
  );
  const row = rows[0];
  if (!row) throw new Refusal("forbidden", "share-not-yours");
  return { id: row.id, isNew: row.isInserted || row.wasRevoked };
}

type Offered = {
  grantId: string;
  account: Pick<Party, "id" | "spaceId">;
  modseq: bigint;
  isNew: boolean;
  isAccepted?: boolean;
};

/** Puts an offer before a person: who accepted it keeps it, who declined it is asked again; what needs no answer they have. */
export async function offerHolding(
  client: pg.PoolClient,
  { grantId, account, modseq, isNew, isAccepted = false }: Offered,
): Promise<{ mustAnswer: boolean }> {
  const { rows } = await client.query<{ state: string }>(
    `INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state") VALUES ($1, $2, $3, $4, $6::"HoldingState")
     ON CONFLICT ("grantId", "accountId") DO UPDATE SET "modseq" = EXCLUDED."modseq",
       "state" = CASE WHEN $5 OR "Holding"."state" = 'declined' THEN EXCLUDED."state" ELSE "Holding"."state" END RETURNING "state"`,
    [grantId, account.id, account.spaceId, modseq, isNew, isAccepted ? "accepted" : "pending"],
  );
  return { mustAnswer: rows[0]?.state === "pending" };
}
