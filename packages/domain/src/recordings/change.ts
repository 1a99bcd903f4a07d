import { type Actor, Refusal } from "@carbyne/kernel";
import { accessRecording } from "../access/index.ts";
import type { Context } from "../context.ts";
import { contentOf, type OpenContent, renameNode, trashNodes } from "../files/index.ts";
import { tellChanged } from "../meetings/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { moveOn } from "./change-recording.ts";
import { newName } from "./name.ts";

/** Gives a recording another name; its film gets it too when it is the actor's own. */
export async function renameRecording(
  ctx: Context,
  actor: Actor,
  input: { id: string; name: string },
): Promise<{ name: string }> {
  const recording = await accessRecording(ctx, actor, input.id, "change");
  const name = newName(input.name);
  if (recording.nodeId !== null && recording.starterId === recording.accountId)
    await renameNode(ctx, actor, { id: recording.nodeId, name: `${name}.mp4` }).catch((error: unknown) => {
      // It is in the trash, or was given to somebody.
      if (!(error instanceof Refusal) || error.reason === "node-name-taken") throw error;
    });
  await changeSpace(ctx, recording.roomId, async (client, modseq) => {
    await client.query('UPDATE "Recording" SET "name" = $2, "modseq" = $3 WHERE "id" = $1', [input.id, name, modseq]);
    await client.query(`UPDATE "SearchDoc" SET "title" = $2 WHERE "objectId" = $1 AND "kind" = 'recording'`, [
      input.id,
      name,
    ]);
  });
  return { name };
}

/** Takes a recording out of its room. The film goes to the trash when it is the actor's own, and stays with whoever it belongs to otherwise. */
export async function removeRecording(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const recording = await accessRecording(ctx, actor, id, "change");
  if (recording.state === "starting" || recording.state === "recording")
    throw new Refusal("conflict", "recording-running");
  if (recording.nodeId !== null && recording.starterId === recording.accountId)
    await trashNodes(ctx, actor, { ids: [recording.nodeId] }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  await changeSpace(ctx, recording.roomId, async (client) => {
    await client.query('DELETE FROM "Recording" WHERE "id" = $1', [id]);
    await client.query(`DELETE FROM "SearchDoc" WHERE "objectId" = $1 AND "kind" = 'recording'`, [id]);
  });
  tellChanged(ctx, recording.roomId);
}

/** Has the film of a recording that came to nothing tried again: what was recorded is still there. */
export async function retryRecording(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await accessRecording(ctx, actor, id, "change");
  const set = { failure: null, attempts: 0, leasedUntil: null };
  const { rows } = await ctx.db.pool.query<{ hasBegun: boolean }>(
    'SELECT "host" IS NOT NULL AS "hasBegun" FROM "Recording" WHERE "id" = $1',
    [id],
  );
  const isDone = rows[0]?.hasBegun === true && (await moveOn(ctx, { id, from: ["failed"], to: "finalising", set }));
  if (!isDone) throw new Refusal("conflict", "recording-no-retry");
}

/** The film itself, for everybody who may watch it. */
export async function openFilm(ctx: Context, actor: Actor, { id }: { id: string }): Promise<OpenContent> {
  const { nodeId, name } = await accessRecording(ctx, actor, id, "watch");
  const { rows } = await ctx.db.pool.query<{ id: string; versionId: string; spaceId: string }>(
    `SELECT "id", "versionId", "spaceId" FROM "Node" WHERE "id" = $1 AND "kind" = 'file' AND "deletedAt" IS NULL AND "purgedAt" IS NULL`,
    [nodeId],
  );
  const [node] = rows;
  if (!node) throw new Refusal("not-found", "recording-film-gone");
  return contentOf(ctx, { ...node, kind: "file", name: `${name}.mp4` });
}
