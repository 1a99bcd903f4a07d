import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, accessShareable, type ShareObject } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { accessGrant } from "./grants.ts";
import { listAt, offerToList } from "./list-holders.ts";
import { keepManaged } from "./managers.ts";
import { inviting, type Offer, offerHolding, tellShared, writeGrant } from "./offer.ts";
import { holderOf, partiesOf, personAt } from "./people.ts";
import { checkTerms, type ShareTerms } from "./terms.ts";

export type ShareInput = ShareTerms & {
  readonly object: ShareObject;
  /** One person or, of Files, a list; or everybody of the owner's domain. */
  readonly with: { readonly address: string } | { readonly everybody: true };
};

/**
 * Shares a folder of mail, an account or an entry of Files. A person gets a mail; of mail they have nothing before they accept, an entry of Files is
 * among theirs at once, and is among those of whoever is in a list while they are. Everybody of a domain finds it among what they may take.
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
  const list = object.kind === "node" ? await listAt(ctx, actor, input.with.address) : null;
  if (list) return offerToList(ctx, { object, list, terms, owner, byId: own.id });
  const person = await personAt(ctx, input.with.address);
  if (person.id === owner.id || person.id === own.id) throw new Refusal("conflict", "share-with-owner");
  return offer(ctx, { object, person, terms, owner, byId: own.id });
}

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
    if (isAccepted && isNew) await tellShared(client, { person, message, now: ctx.clock.now() });
    return { id };
  });
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
