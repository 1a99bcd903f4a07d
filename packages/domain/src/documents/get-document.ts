import { type Actor, Refusal } from "@carbyne/kernel";
import {
  accessDocument,
  accessNode,
  accessOwnAccount,
  type DocumentAccess,
  type DocumentKind,
  type NodeRight,
  type OfficeFormat,
} from "../access/index.ts";
import type { Context } from "../context.ts";
import { noteVisit } from "../files/index.ts";
import { isVisiting, visitDocument } from "./visit-document.ts";

export type DocumentView = {
  readonly id: string;
  readonly name: string;
  readonly kind: DocumentKind;
  /** Part of the address at which it is written: what was kept of an earlier one is not put into this. */
  readonly epoch: number;
  readonly mayWrite: boolean;
  readonly mayComment: boolean;
  readonly mayShare: boolean;
  /** Of an office file that is written in place: its versions are those of the file. */
  readonly format: OfficeFormat | null;
  /** The folder that it lies in. */
  readonly parentId: string | null;
};

/** What a page asks of a document before it opens it. */
export async function getDocument(ctx: Context, actor: Actor, { id }: { id: string }): Promise<DocumentView> {
  if (isVisiting(actor)) {
    const { name, kind, epoch, mayWrite } = await visitDocument(ctx, actor, id);
    return { id, name, kind, epoch, mayWrite, mayComment: false, mayShare: false, format: null, parentId: null };
  }
  const { node, kind, epoch, format, mayWrite } = await accessAsFarAs(ctx, actor, id);
  const [mayComment, mayShare] = await Promise.all([may(ctx, actor, id, "comment"), may(ctx, actor, id, "manage")]);
  return { id, name: node.name, kind, epoch, mayWrite, mayComment, mayShare, format, parentId: node.parentId };
}

async function may(ctx: Context, actor: Actor, id: string, right: NodeRight): Promise<boolean> {
  try {
    await accessNode(ctx, actor, id, right);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Notes that somebody opened a document, for the list of what they opened lately. */
export async function noteOpening(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { node } = await accessDocument(ctx, actor, id, "read");
  await noteVisit(ctx, { accountId: node.accountId, nodeId: id });
}

export type Participation = {
  /** As others in the document see them. */
  readonly identity: { readonly id: string; readonly name: string; readonly isGuest?: true };
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
  if (isVisiting(actor)) return joinVisiting(ctx, actor, { id, epoch });
  const document = await accessAsFarAs(ctx, actor, id);
  if (document.epoch !== epoch) throw new Refusal("conflict", "document-renewed");
  const account = await accessOwnAccount(ctx, actor);
  return {
    identity: { id: account.id, name: account.name || account.address },
    mayWrite: document.mayWrite,
    spaceIds: [document.node.spaceId, account.spaceId],
  };
}

async function joinVisiting(
  ctx: Context,
  actor: Actor,
  { id, epoch }: { id: string; epoch: number },
): Promise<Participation> {
  const { identity, mayWrite, spaceId, ...document } = await visitDocument(ctx, actor, id);
  if (document.epoch !== epoch) throw new Refusal("conflict", "document-renewed");
  return { identity, mayWrite, spaceIds: [spaceId] };
}

/** A document with the most that the actor may do with it. */
async function accessAsFarAs(ctx: Context, actor: Actor, id: string): Promise<DocumentAccess & { mayWrite: boolean }> {
  try {
    return { ...(await accessDocument(ctx, actor, id, "write")), mayWrite: true };
  } catch (error) {
    const isLess = error instanceof Refusal && (error.kind === "forbidden" || error.kind === "over-quota");
    if (!isLess) throw error;
    return { ...(await accessDocument(ctx, actor, id, "read")), mayWrite: false };
  }
}
