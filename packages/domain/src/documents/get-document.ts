import { type Actor, Refusal } from "@carbyne/kernel";
import { accessDocument, accessNode, accessOwnAccount, type DocumentKind } from "../access/index.ts";
import type { Context } from "../context.ts";

export type DocumentView = {
  readonly id: string;
  readonly name: string;
  readonly kind: DocumentKind;
  /** Part of the address at which it is written: what was kept of an earlier one is not put into this. */
  readonly epoch: number;
  readonly mayWrite: boolean;
};

/** What a page asks of a document before it opens it. */
export async function getDocument(ctx: Context, actor: Actor, { id }: { id: string }): Promise<DocumentView> {
  const { node, kind, epoch } = await accessDocument(ctx, actor, id, "read");
  return { id, name: node.name, kind, epoch, mayWrite: await mayWrite(ctx, actor, id) };
}

export type Participation = {
  /** As others in the document see them. */
  readonly identity: { readonly id: string; readonly name: string };
  readonly mayWrite: boolean;
  /** Changes in these may change that. */
  readonly spaceIds: readonly string[];
};

/** How somebody may be in a document now. One that was made anew since `epoch` is another one. */
export async function joinDocument(
  ctx: Context,
  actor: Actor,
  { id, epoch }: { id: string; epoch: number },
): Promise<Participation> {
  const document = await accessDocument(ctx, actor, id, "read");
  if (document.epoch !== epoch) throw new Refusal("conflict", "document-renewed");
  const account = await accessOwnAccount(ctx, actor);
  return {
    identity: { id: account.id, name: account.name || account.address },
    mayWrite: await mayWrite(ctx, actor, id),
    spaceIds: [document.node.spaceId, account.spaceId],
  };
}

async function mayWrite(ctx: Context, actor: Actor, id: string): Promise<boolean> {
  try {
    await accessNode(ctx, actor, id, "write");
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
