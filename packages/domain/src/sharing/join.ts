import { type Actor, newId } from "@carbyne/kernel";
import { accessOwnAccount, accessShareable } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { offerHolding, writeGrant } from "./offer.ts";
import { partiesOf } from "./people.ts";
import type { ShareRole } from "./roles.ts";
import { checkTerms } from "./terms.ts";

type Joining = {
  readonly nodeId: string;
  /** Who let everybody in who has a link, and could share the entry with them one by one. */
  readonly byId: string;
  readonly role: Exclude<ShareRole, "manage">;
};

/** Gives the actor an entry of Files as if whoever made a link to it had shared it with them. The caller has checked the link. */
export async function joinNode(ctx: Context, actor: Actor, { nodeId, byId, role }: Joining): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  const object = await accessShareable(ctx, { kind: "user", accountId: byId }, { kind: "node", id: nodeId });
  const terms = checkTerms(ctx, object, { role });
  const [person] = (await partiesOf(ctx, [own.id])).values();
  if (!person) throw new Error(`account ${own.id} has no address`);
  await changeTogether(ctx, [object.spaceId, person.spaceId], async (client, modseqOf) => {
    const subject = { kind: "account", id: person.id } as const;
    const row = { id: newId(), object, subject, terms, byId, modseq: modseqOf(object.spaceId) };
    const { id } = await writeGrant(client, row);
    await offerHolding(client, {
      grantId: id,
      account: person,
      modseq: modseqOf(person.spaceId),
      isNew: true,
      isAccepted: true,
    });
  });
}
