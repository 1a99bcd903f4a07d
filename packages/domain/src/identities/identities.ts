import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessSender, type OwnAccount } from "../access/index.ts";
import { splitAddress } from "../addresses/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { accessIdentity, accessSignature } from "./access.ts";
import { type Identity, readIdentities } from "./read.ts";

export type SaveIdentity = {
  readonly id?: string | undefined;
  /** Null follows the account's name. */
  readonly name: string | null;
  readonly address: string;
  /** "" is none. */
  readonly replyTo: string;
  readonly newSignatureId: string | null;
  readonly replySignatureId: string | null;
};

const mostIdentities = 100;
const longestName = 200;

/** Every identity that the actor can write as, in the person's order: stored ones, and one for each own address that has none. */
export async function listIdentities(ctx: Context, actor: Actor): Promise<Identity[]> {
  return readIdentities(ctx, actor, await accessOwnAccount(ctx, actor));
}

/** Makes or changes an identity. Refuses an address that the account may not send as, and somebody else's signature. */
export async function saveIdentity(ctx: Context, actor: Actor, input: SaveIdentity): Promise<{ id: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const known = await readIdentities(ctx, actor, account);
  const before = known.find((one) => one.id === input.id);
  if (input.id && !before) throw new Refusal("not-found", "identity-unknown");
  if (!before && known.length >= mostIdentities)
    throw new Refusal("too-many", "identities-too-many", { max: mostIdentities });
  const address = addressOf(input.address);
  await accessSender(ctx, account, address);
  if (before?.isOwnAddress && before.address !== address) throw new Refusal("conflict", "identity-address-fixed");
  const fields = { ...input, name: nameOf(input.name), address, replyTo: input.replyTo && addressOf(input.replyTo) };
  for (const signatureId of [input.newSignatureId, input.replySignatureId])
    if (signatureId) await accessSignature(ctx, actor, { id: signatureId });
  const id = before?.id ?? newId();
  await changeSpace(ctx, account.spaceId, (client, modseq) =>
    writeIdentity(client, modseq, { account, id, fields, position: before?.position ?? known.length }),
  );
  return { id };
}

/** Makes an identity the one that new messages begin with. */
export async function makeDefaultIdentity(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { account, identity } = await accessListed(ctx, actor, id);
  await changeSpace(ctx, account.spaceId, async (client, modseq) => {
    await client.query(
      'UPDATE "Identity" SET "isDefault" = false, "modseq" = $2 WHERE "spaceId" = $1 AND "isDefault"',
      [account.spaceId, modseq],
    );
    await writeIdentity(client, modseq, { account, id, fields: identity.fields, position: identity.position });
    await client.query('UPDATE "Identity" SET "isDefault" = true WHERE "id" = $1', [id]);
  });
}

/** Puts the identities into an order; those that are not named come after. */
export async function orderIdentities(ctx: Context, actor: Actor, { ids }: { ids: readonly string[] }): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  const known = await readIdentities(ctx, actor, account);
  const rank = new Map(ids.map((id, at) => [id, at]));
  const ordered = known.toSorted((a, b) => (rank.get(a.id) ?? ids.length) - (rank.get(b.id) ?? ids.length));
  await changeSpace(ctx, account.spaceId, async (client, modseq) => {
    for (const [position, { id, fields }] of ordered.entries())
      await writeIdentity(client, modseq, { account, id, fields, position });
  });
}

/** Takes an identity away; one that stands for an own address stays as long as the address. It can be brought back for some weeks. */
export async function removeIdentity(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { account, identity } = await accessListed(ctx, actor, id);
  if (identity.isOwnAddress) throw new Refusal("conflict", "identity-address-fixed");
  await changeSpace(ctx, account.spaceId, (client, modseq) =>
    client.query('UPDATE "Identity" SET "deletedAt" = $2, "isDefault" = false, "modseq" = $3 WHERE "id" = $1', [
      id,
      ctx.clock.now(),
      modseq,
    ]),
  );
}

/** Brings a removed identity back, at its place. */
export async function restoreIdentity(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { spaceId } = await accessIdentity(ctx, actor, { id });
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query('UPDATE "Identity" SET "deletedAt" = NULL, "modseq" = $2 WHERE "id" = $1', [id, modseq]),
  );
}

async function accessListed(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ account: OwnAccount; identity: Identity }> {
  const account = await accessOwnAccount(ctx, actor);
  const known = isId(id) ? await readIdentities(ctx, actor, account) : [];
  const identity = known.find((one) => one.id === id);
  if (!identity) throw new Refusal("not-found", "identity-unknown");
  return { account, identity };
}

type Written = { account: OwnAccount; id: string; fields: Omit<SaveIdentity, "id">; position: number };

/** An identity that stands for an own address is stored once something about it is chosen. */
async function writeIdentity(client: pg.PoolClient, modseq: bigint, written: Written): Promise<void> {
  const { account, id, fields, position } = written;
  await client.query(
    `INSERT INTO "Identity" ("id", "spaceId", "modseq", "name", "address", "replyTo", "position", "newSignatureId", "replySignatureId")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ("id") DO UPDATE SET "modseq" = $3, "name" = $4, "address" = $5, "replyTo" = $6,
       "position" = $7, "newSignatureId" = $8, "replySignatureId" = $9 WHERE "Identity"."spaceId" = $2`,
    [
      id,
      account.spaceId,
      modseq,
      fields.name,
      fields.address,
      fields.replyTo,
      position,
      fields.newSignatureId,
      fields.replySignatureId,
    ],
  );
}

function nameOf(name: string | null): string | null {
  const clean = name?.trim().normalize("NFC") ?? "";
  if (clean.length > longestName || /\p{Cc}/u.test(clean) || !clean.isWellFormed())
    throw new Refusal("invalid", "name-invalid");
  return clean === "" ? null : clean;
}

function addressOf(text: string): string {
  const { local, domain } = splitAddress(text.trim());
  return `${local}@${domain}`;
}
