import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessShareable, type Shareable, type ShareObject } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { nameOfObject } from "./change-share.ts";
import { accessGrant } from "./grants.ts";
import { keepManaged } from "./managers.ts";
import { type Holder, holderOf, partiesOf, type Party, personAt } from "./people.ts";
import { invitation } from "./share-mail.ts";
import { checkTerms, type ShareTerms, type StoredTerms } from "./terms.ts";

export type ShareInput = ShareTerms & {
  readonly object: ShareObject;
  /** One person, or everybody of the owner's domain. */
  readonly with: { readonly address: string } | { readonly everybody: true };
};

/**
 * Shares a folder of mail, an account or an entry of Files. A person gets a mail; of mail they have nothing before they accept, an entry of Files is
 * among theirs at once. Everybody of a domain finds it among what they may take; files are shared with persons.
 * What is shared with them already gets the new terms.
 */
export async function share(ctx: Context, actor: Actor, input: ShareInput): Promise<{ id: string }> {
  const object = await accessShareable(ctx, actor, input.object);
  const terms = checkTerms(ctx, object, input);
  const own = await accessOwnAccount(ctx, actor);
  const owner = await holderOf(ctx, object.spaceId);
  if ("everybody" in input.with) {
    if (object.kind === "node" || terms.rights.some((right) => right.startsWith("send")))
      throw new Refusal("invalid", "share-terms-invalid");
    const subject = { kind: "domain", id: owner.domainId } as const;
    return changeTogether(ctx, [object.spaceId], (client, modseqOf) =>
      writeGrant(client, { object, subject, terms, byId: own.id, modseq: modseqOf(object.spaceId) }),
    );
  }
  const person = await personAt(ctx, input.with.address);
  if (person.id === owner.id || person.id === own.id) throw new Refusal("conflict", "share-with-owner");
  return offer(ctx, { object, person, terms, owner, byId: own.id });
}

type Offer = {
  readonly object: Shareable;
  readonly person: Party;
  readonly owner: Holder;
  readonly terms: StoredTerms;
  readonly byId: string;
};

async function offer(ctx: Context, { object, person, owner, terms, byId }: Offer): Promise<{ id: string }> {
  const known = await ctx.db.prisma.grant.findFirst({
    where: { objectKind: object.kind, objectId: object.id, subjectKind: "account", subjectId: person.id },
    select: { id: true },
  });
  const grantId = known?.id ?? newId();
  const message = await inviting(ctx, { grantId, object, person, owner, terms, byId });
  return changeTogether(ctx, [object.spaceId, person.spaceId], async (client, modseqOf) => {
    const subject = { kind: "account", id: person.id } as const;
    const modseq = modseqOf(object.spaceId);
    const { id, isNew } = await writeGrant(client, { id: grantId, object, subject, terms, byId, modseq });
    await keepManaged(client, object.id);
    const holding = { grantId: id, account: person, modseq: modseqOf(person.spaceId) };
    const isAccepted = object.kind === "node";
    const { mustAnswer } = await offerHolding(client, { ...holding, isNew, isAccepted });
    if (mustAnswer || (isAccepted && isNew)) {
      const place = {
        spaceId: person.spaceId,
        modseq: modseqOf(person.spaceId),
        role: "inbox",
        flags: 0,
        keywords: [],
      } as const;
      await message.store(client, place);
    }
    return { id };
  });
}

/** The mail of an offer. */
async function inviting(ctx: Context, { grantId, object, person, owner, terms, byId }: Offer & { grantId: string }) {
  const by = (await partiesOf(ctx, [byId])).get(byId);
  if (!by) throw new Refusal("unauthenticated", "sign-in-needed");
  const name = await nameOfObject(ctx, { objectKind: object.kind, objectId: object.id });
  return invitation(ctx, {
    grantId,
    from: by,
    to: person,
    owner,
    kind: object.kind,
    isTeam: object.id === owner.rootId,
    name,
    terms,
  });
}

export type GrantRow = {
  readonly id?: string;
  readonly object: Shareable;
  readonly subject: { readonly kind: "account" | "domain"; readonly id: string };
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

/** Sends the mail of an offer that waits for an answer once more. */
export async function resendShare(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { grant, object, byId } = await accessGrant(ctx, actor, id);
  const person = (await partiesOf(ctx, [grant.subjectId])).get(grant.subjectId);
  if (grant.subjectKind !== "account" || !person || grant.revokedAt) throw new Refusal("not-found", "share-unknown");
  const owner = await holderOf(ctx, object.spaceId);
  const message = await inviting(ctx, { grantId: id, object, person, owner, terms: grant, byId });
  await changeTogether(ctx, [object.spaceId, person.spaceId], async (client, modseqOf) => {
    const holding = { grantId: id, account: person, modseq: modseqOf(person.spaceId), isNew: false };
    const { mustAnswer } = await offerHolding(client, holding);
    if (!mustAnswer) throw new Refusal("conflict", "share-accepted-already");
    const place = {
      spaceId: person.spaceId,
      modseq: modseqOf(person.spaceId),
      role: "inbox",
      flags: 0,
      keywords: [],
    } as const;
    await message.store(client, place);
  });
}
