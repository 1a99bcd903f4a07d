import type { Actor } from "@carbyne/kernel";
import { Refusal } from "@carbyne/kernel";
import { accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { postEvent } from "./post-event.ts";
import { readRoomName, readTopic } from "./terms.ts";

export type RoomChange = {
  readonly id: string;
  readonly name?: string | undefined;
  readonly topic?: string | undefined;
  readonly isPublic?: boolean | undefined;
  readonly isAnnouncement?: boolean | undefined;
};

/** Changes the name and the topic of a group or channel (moderators), who finds it and who begins things in it (owners). */
export async function changeRoom(ctx: Context, actor: Actor, input: RoomChange): Promise<void> {
  const decides = input.isPublic !== undefined || input.isAnnouncement !== undefined;
  const room = await accessRoom(ctx, actor, input.id, decides ? "own" : "moderate");
  if (room.kind === "direct") throw new Refusal("invalid", "room-direct");
  if (decides && room.kind !== "channel") throw new Refusal("invalid", "room-no-channel");
  const name = input.name === undefined ? null : readRoomName(input.name);
  const topic = input.topic === undefined ? null : readTopic(input.topic);
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rows } = await client.query<{ name: string; topic: string }>(
      'SELECT "name", "topic" FROM "Room" WHERE "spaceId" = $1',
      [room.id],
    );
    await client.query(
      `UPDATE "Room" SET "name" = coalesce($2, "name"), "topic" = coalesce($3, "topic"), "isPublic" = coalesce($4, "isPublic"),
         "isAnnouncement" = coalesce($5, "isAnnouncement"), "modseq" = $6 WHERE "spaceId" = $1`,
      [room.id, name, topic, input.isPublic ?? null, input.isAnnouncement ?? null, modseq],
    );
    const where = { roomId: room.id, modseq, at };
    if (name !== null && name !== rows[0]?.name)
      await postEvent(client, { what: "renamed", by: room.accountId, to: name }, where);
    if (topic !== null && topic !== rows[0]?.topic)
      await postEvent(client, { what: "topic", by: room.accountId, to: topic }, where);
  });
}

/** Puts a room away, where it is read and nothing more is said, or opens it again. Its owners decide. */
export async function archiveRoom(
  ctx: Context,
  actor: Actor,
  { id, isArchived }: { id: string; isArchived: boolean },
): Promise<void> {
  const room = await accessRoom(ctx, actor, id, "own");
  if (room.isArchived === isArchived) return;
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, async (client, modseq) => {
    await client.query('UPDATE "Room" SET "archivedAt" = $2, "modseq" = $3 WHERE "spaceId" = $1', [
      room.id,
      isArchived ? at : null,
      modseq,
    ]);
    await postEvent(
      client,
      { what: isArchived ? "archived" : "reopened", by: room.accountId },
      { roomId: room.id, modseq, at },
    );
  });
}
