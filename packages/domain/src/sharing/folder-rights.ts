import { type Actor, Refusal } from "@carbyne/kernel";
import { accessMailbox, accessShareable, type Right } from "../access/index.ts";
import type { Context } from "../context.ts";
import { revokeShare } from "./change-share.ts";
import { listShares } from "./list-shares.ts";
import { ownerOf, personAt } from "./people.ts";
import { share } from "./share.ts";

/** As mail programs call everybody of the owner's domain (RFC 4314 §3). */
const everybody = "anyone";

export type FolderRights = {
  /** The owner's address, who has every right. */
  readonly owner: string;
  readonly others: readonly { readonly identifier: string; readonly rights: readonly Right[] }[];
};

/** Who may what with a folder, as far as it is shared itself: those with whom the whole account or a folder above is shared are not among them. */
export async function folderRights(ctx: Context, actor: Actor, { id }: { id: string }): Promise<FolderRights> {
  const { spaceId } = await accessShareable(ctx, actor, { kind: "mailbox", id });
  const shares = await listShares(ctx, actor, { object: { kind: "mailbox", id } });
  const stored = await ctx.db.prisma.grant.findMany({
    where: { id: { in: shares.map((one) => one.id) } },
    select: { id: true, rights: true },
  });
  const rights = new Map(stored.map((grant) => [grant.id, grant.rights]));
  return {
    owner: (await ownerOf(ctx, spaceId)).address,
    others: shares.map((one) => ({
      identifier: one.person?.address ?? everybody,
      rights: (rights.get(one.id) ?? []) as Right[],
    })),
  };
}

/** Sets the rights of one person, or of everybody of the domain, on a folder; with none left the share is taken back. */
export async function setFolderRights(
  ctx: Context,
  actor: Actor,
  { id, identifier, rights }: { id: string; identifier: string; rights: readonly Right[] },
): Promise<void> {
  const object = { kind: "mailbox", id } as const;
  const shares = await listShares(ctx, actor, { object });
  const person = identifier === everybody ? null : await personAt(ctx, identifier);
  const known = shares.find((one) => (person ? one.person?.address === person.address : one.domain !== null));
  if (rights.length === 0) {
    if (known) await revokeShare(ctx, actor, { id: known.id });
    return;
  }
  // A mail program speaks of this folder only; what a person chose about the folders below it stays.
  const includesSubfolders = known?.includesSubfolders ?? false;
  const expiresAt = known?.expiresAt ?? null;
  const subject = person ? { address: person.address } : ({ everybody: true } as const);
  await share(ctx, actor, { object, with: subject, role: null, rights, includesSubfolders, expiresAt });
}

/** The rights of one identifier on a folder now. */
export async function rightsOfIdentifier(
  ctx: Context,
  actor: Actor,
  { id, identifier }: { id: string; identifier: string },
): Promise<readonly Right[] | "owner"> {
  const { owner, others } = await folderRights(ctx, actor, { id });
  const address = identifier === everybody ? everybody : (await personAt(ctx, identifier).catch(unknown))?.address;
  if (address === owner) return "owner";
  return others.find((one) => one.identifier === address)?.rights ?? [];
}

function unknown(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

const mailboxRights = ["read", "write", "insert", "delete", "manage"] as const;

/** The actor's own rights on a folder. */
export async function ownRights(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Right[]> {
  const held: Right[] = [];
  for (const right of mailboxRights) if (await has(ctx, actor, id, right)) held.push(right);
  if (held.length === 0) throw new Refusal("not-found", "mailbox-unknown");
  return held;
}

async function has(ctx: Context, actor: Actor, id: string, right: (typeof mailboxRights)[number]): Promise<boolean> {
  return accessMailbox(ctx, actor, id, right).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal && error.kind !== "unauthenticated") return false;
      throw error;
    },
  );
}
