import type { Actor } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { createNotes } from "../documents/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { tellChanged } from "./live/changed.ts";
import { accessFromInside } from "./place.ts";

/** The document in which those who meet in a room write down what is said; made when it is first asked for. All in the room write in it, guests as long as they are. */
export async function openNotes(
  ctx: Context,
  actor: Actor,
  { roomId }: { roomId: string },
): Promise<{ nodeId: string }> {
  const { room, notesId: known } = await accessFromInside(ctx, actor, roomId);
  if (known !== null && (await isThere(ctx, known))) return { nodeId: known };
  const name = room.name === "" ? room.personName : room.name;
  const nodeId = await createNotes(ctx, {
    roomId: room.id,
    name,
    creatorId: room.personKind === "account" ? room.personId : null,
  });
  const kept = await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rows } = await client.query<{ notesId: string }>(
      `INSERT INTO "MeetingRoom" AS k ("roomId", "notesId", "modseq") VALUES ($1, $2, $3)
       ON CONFLICT ("roomId") DO UPDATE SET "modseq" = $3, "notesId" = CASE WHEN k."notesId" IS DISTINCT FROM $4::uuid THEN coalesce(k."notesId", $2) ELSE $2 END
       RETURNING k."notesId"`,
      [room.id, nodeId, modseq, known],
    );
    // Of two who ask at once one document is kept, and the other one, in which nobody wrote, goes.
    if (rows[0]?.notesId !== nodeId)
      await client.query('UPDATE "Node" SET "deletedAt" = $2, "purgedAt" = $2, "modseq" = $3 WHERE "id" = $1', [
        nodeId,
        ctx.clock.now(),
        modseq,
      ]);
    return rows[0]?.notesId ?? nodeId;
  });
  tellChanged(ctx, room.id);
  return { nodeId: kept };
}

async function isThere(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await ctx.db.pool.query('SELECT 1 FROM "Node" WHERE "id" = $1 AND "deletedAt" IS NULL', [id]);
  return rows.length > 0;
}
