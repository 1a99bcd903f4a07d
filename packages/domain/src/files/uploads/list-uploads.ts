import { type Actor, Refusal } from "@carbyne/kernel";
import { accessNode, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { waitsMs } from "./upload.ts";

export type UploadView = {
  readonly id: string;
  readonly name: string;
  /** Where it goes or went; null when that folder is no longer there for the actor. */
  readonly folder: { readonly id: string; readonly name: string; readonly isHome: boolean } | null;
  readonly sizeBytes: number;
  readonly receivedBytes: number;
  /** What became of it; null while it is under way, broken off, or waits for what is to be done with its name. */
  readonly nodeId: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  /** When the last of it came. */
  readonly lastAt: string;
};

const mostListed = 200;

/** The actor's uploads of the last day, from whichever window or device, the last first. */
export async function listUploads(ctx: Context, actor: Actor): Promise<UploadView[]> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const all = await ctx.db.prisma.fileUpload.findMany({
    where: { accountId, expiresAt: { gt: ctx.clock.now() } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostListed,
  });
  // What goes into rooms is shown where it was begun.
  const rooms = await ctx.db.prisma.room.findMany({
    where: { filesId: { in: all.map((one) => one.parentId) } },
    select: { filesId: true },
  });
  const uploads = all.filter((one) => !rooms.some((room) => room.filesId === one.parentId));
  const folders = new Map<string, UploadView["folder"]>();
  for (const { parentId } of uploads)
    if (!folders.has(parentId)) folders.set(parentId, await findFolder(ctx, actor, parentId));
  return uploads.map((one) => ({
    id: one.id,
    name: one.name,
    folder: folders.get(one.parentId) ?? null,
    sizeBytes: Number(one.sizeBytes),
    receivedBytes: Number(one.receivedBytes),
    nodeId: one.nodeId,
    createdAt: one.createdAt.toISOString(),
    lastAt: new Date(one.expiresAt.getTime() - waitsMs).toISOString(),
  }));
}

async function findFolder(ctx: Context, actor: Actor, parentId: string): Promise<UploadView["folder"]> {
  try {
    const { id, name, isOwn, parentId: above } = await accessNode(ctx, actor, parentId, "read");
    return { id, name, isHome: isOwn && above === null };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
