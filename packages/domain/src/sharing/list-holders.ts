import { type Actor, Refusal } from "@carbyne/kernel";
import { accessList, type ListAccess } from "../access/index.ts";
import { findAddress } from "../addresses/index.ts";
import type { Context } from "../context.ts";
import { followLists } from "../list-holders/index.ts";
import { changeTogether } from "../spaces/index.ts";
import { keepManaged } from "./managers.ts";
import { inviting, type Offer, tellShared, writeGrant } from "./offer.ts";
import { partiesOf } from "./people.ts";

/** To more than so many at once no mail is written: they find it in Files. */
const mostInvited = 100;

/** The list that an address is of, which the actor may know of; null for no list. */
export async function listAt(ctx: Context, actor: Actor, address: string): Promise<ListAccess | null> {
  const found = await findAddress(ctx, address.trim());
  return found?.listId ? accessList(ctx, actor, found.listId, "read") : null;
}

/** Shares an entry of Files with whoever is in a list, now and later. Those who are in it now get a mail. */
export async function offerToList(
  ctx: Context,
  { list, ...offer }: Omit<Offer, "person"> & { list: ListAccess },
): Promise<{ id: string }> {
  const { object, terms, byId } = offer;
  // A list can lose all who are in it, and then nobody would run the team folder.
  if (offer.owner.rootId === object.id && terms.rights.includes("manage"))
    throw new Refusal("invalid", "team-manager-list");
  const subject = { kind: "group", id: list.id } as const;
  const { id, isNew } = await changeTogether(ctx, [object.spaceId], async (client, modseqOf) => {
    const written = await writeGrant(client, { object, subject, terms, byId, modseq: modseqOf(object.spaceId) });
    await keepManaged(client, object.id);
    return written;
  });
  const joined = await followLists(ctx, [list.id]);
  if (!isNew || joined.length === 0 || joined.length > mostInvited) return { id };
  const people = await partiesOf(
    ctx,
    joined.map((one) => one.id),
  );
  const mails = await Promise.all(
    [...people.values()].map(async (person) => ({
      person,
      message: await inviting(ctx, { ...offer, grantId: id, person }),
    })),
  );
  await changeTogether(
    ctx,
    mails.map(({ person }) => person.spaceId),
    async (client, modseqOf) => {
      for (const { person, message } of mails) {
        const { spaceId } = person;
        await tellShared(client, { person, message, now: ctx.clock.now() });
        await message.store(client, { spaceId, modseq: modseqOf(spaceId), role: "inbox", flags: 0, keywords: [] });
      }
    },
  );
  return { id };
}
