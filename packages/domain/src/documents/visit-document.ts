import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLinkNode, type DocumentKind, documentMime, storageOf } from "../access/index.ts";
import type { Context } from "../context.ts";
import { accessGuestFile, visitorOf } from "../files/index.ts";
import type { DocumentView, Participation } from "./get-document.ts";

/** Whether somebody is here by an address alone: by a link, or as a guest of a room. */
export const isVisiting = ({ kind }: Actor): boolean => kind === "link" || kind === "guest";

type Visited = Pick<DocumentView, "id" | "name" | "kind" | "epoch"> & {
  /** What the address lets be done with it. */
  readonly role: "read" | "comment" | "write";
  readonly identity: Participation["identity"];
  readonly spaceId: string;
};

/** A document as a visitor may open it, as long as the address lets them. One who says no name reads. */
export async function visitDocument(ctx: Context, actor: Actor, id: string): Promise<Visited & { mayWrite: boolean }> {
  const { role, ...visited } = actor.kind === "link" ? await byLink(ctx, actor, id) : await asGuest(ctx, actor, id);
  const { rows } = await ctx.db.pool.query<{ kind: DocumentKind; epoch: number; mime: string }>({
    name: "visit-document",
    text: 'SELECT d."kind", d."epoch", n."mime" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId" WHERE d."nodeId" = $1',
    values: [id],
  });
  const [row] = rows;
  if (!row || row.mime !== documentMime[row.kind]) throw new Refusal("not-found", "document-unknown");
  const mayWrite = role === "write" && visited.identity.name !== "" && !(await isFull(ctx, visited.spaceId));
  return { ...visited, id, role, kind: row.kind, epoch: row.epoch, mayWrite };
}

type Found = Pick<Visited, "name" | "role" | "identity" | "spaceId">;

async function byLink(ctx: Context, actor: Actor, id: string): Promise<Found> {
  const { link, node } = await accessLinkNode(ctx, actor, id, "see");
  const visitor = (await visitorOf(ctx, actor)) ?? { id: link.id, name: "" };
  const role = link.kind === "collaborate" ? (link.role ?? "read") : "read";
  return { name: node.name, spaceId: node.spaceId, role, identity: { ...visitor, isGuest: true } };
}

/** What was brought into a room is read there, by guests as by all others; in the notes of its meetings they write too. */
async function asGuest(ctx: Context, actor: Actor, id: string): Promise<Found> {
  const { name, spaceId } = await accessGuestFile(ctx, actor, id);
  const guestId = actor.kind === "guest" ? actor.guestId : "";
  const { rows } = await ctx.db.pool.query<{ name: string; isOfNotes: boolean }>(
    'SELECT g."name", EXISTS (SELECT 1 FROM "MeetingRoom" k WHERE k."roomId" = g."roomId" AND k."notesId" = $2) AS "isOfNotes" FROM "RoomGuest" g WHERE g."id" = $1',
    [guestId, id],
  );
  const identity = { id: guestId, name: rows[0]?.name ?? "", isGuest: true } as const;
  return { name, spaceId, role: rows[0]?.isOfNotes ? "write" : "read", identity };
}

/** What takes more than it may is only read by others. */
async function isFull(ctx: Context, spaceId: string): Promise<boolean> {
  const storage = (await storageOf(ctx.db.pool, [spaceId])).get(spaceId);
  return storage !== undefined && storage.usedBytes > storage.quotaBytes;
}
