import { nextModseq } from "@carbyne/db";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, type OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeTogether } from "../../spaces/index.ts";
import { addRows } from "./add-rows.ts";
import { findPeople, type Person } from "./people.ts";
import { postEvent } from "./post-event.ts";
import { readRoomName, readTopic } from "./terms.ts";

export type NewRoom = {
  readonly kind: "group" | "channel";
  readonly name: string;
  readonly topic?: string | undefined;
  /** Of a channel: everybody of the domain finds it and may come in. */
  readonly isPublic?: boolean | undefined;
  /** Of a channel: only owners and moderators begin something in it. */
  readonly isAnnouncement?: boolean | undefined;
  /** Ids of the people who are in it from the start, beside the actor. */
  readonly people: readonly string[];
};

/** Makes a group or a channel, which the actor owns. */
export async function createRoom(ctx: Context, actor: Actor, input: NewRoom): Promise<{ id: string }> {
  const own = await accessOwnAccount(ctx, actor);
  const settings = await resolveSettings(ctx, own.id);
  const isAllowed = settings[input.kind === "group" ? "chat.groups" : "chat.channels"].value === true;
  if (settings["chat.enabled"].value !== true || !isAllowed) throw new Refusal("forbidden", "chat-not-allowed");
  const name = readRoomName(input.name);
  const topic = readTopic(input.topic ?? "");
  const people = await findPeople(
    ctx,
    own,
    input.people.filter((id) => id !== own.id),
  );
  const most = Number(settings["chat.membersMost"].value);
  if (people.length + 1 > most) throw new Refusal("too-many", "room-members-most", { most });
  const isChannel = input.kind === "channel";
  const id = newId();
  const at = ctx.clock.now();
  await changeTogether(ctx, [own.spaceId, ...people.map((person) => person.spaceId)], async (client) => {
    const modseq = await insertRoom(client, {
      id,
      own,
      at,
      kind: input.kind,
      pair: null,
      name,
      topic,
      isPublic: isChannel && input.isPublic === true,
      isAnnouncement: isChannel && input.isAnnouncement === true,
    });
    const rest = { roomId: id, byId: own.id, modseq, at, fromNumber: 0 };
    await addRows(client, { ...rest, ids: [own.id], role: "owner" });
    await addRows(client, { ...rest, ids: people.map((person) => person.id), role: "member" });
    await postEvent(client, { what: "created", by: own.id }, rest);
  });
  return { id };
}

/**
 * The one-to-one of the actor with somebody, made when it is not there yet; of two who begin it at the same time one makes it. It is made with its
 * first message: callers ask for it when there is one.
 */
export async function openDirect(
  ctx: Context,
  actor: Actor,
  { personId }: { personId: string },
): Promise<{ id: string }> {
  const own = await accessOwnAccount(ctx, actor);
  const known = await findDirect(ctx, own.id, personId);
  if (known) return { id: known };
  const settings = await resolveSettings(ctx, own.id);
  if (settings["chat.enabled"].value !== true || settings["chat.direct"].value !== true)
    throw new Refusal("forbidden", "chat-not-allowed");
  const people: Person[] = personId === own.id ? [] : await findPeople(ctx, own, [personId]);
  const id = newId();
  const at = ctx.clock.now();
  try {
    await changeTogether(ctx, [own.spaceId, ...people.map((person) => person.spaceId)], async (client) => {
      const pair = pairOf(own.id, personId);
      const flags = { name: "", topic: "", isPublic: false, isAnnouncement: false };
      const modseq = await insertRoom(client, { id, own, at, kind: "direct", pair, ...flags });
      const ids = [own.id, ...people.map((person) => person.id)];
      await addRows(client, { roomId: id, ids, role: "member", fromNumber: 0, byId: own.id, modseq, at });
    });
  } catch (error) {
    const other = isPairTaken(error) ? await findDirect(ctx, own.id, personId) : undefined;
    if (!other) throw error;
    return { id: other };
  }
  return { id };
}

/** The one-to-one of two people, if they have one. */
export async function findDirect(ctx: Context, one: string, other: string): Promise<string | undefined> {
  const { rows } = await ctx.db.pool.query<{ id: string }>({
    name: "find-direct",
    text: 'SELECT "spaceId" AS "id" FROM "Room" WHERE "pair" = $1',
    values: [pairOf(one, other)],
  });
  return rows[0]?.id;
}

function pairOf(one: string, other: string): string {
  return [one, other].sort().join(" ");
}

function isPairTaken(error: unknown): boolean {
  return error instanceof Error && "constraint" in error && error.constraint === "Room_pair_key";
}

type Inserted = {
  readonly id: string;
  readonly own: OwnAccount;
  readonly kind: string;
  readonly pair: string | null;
  readonly name: string;
  readonly topic: string;
  readonly isPublic: boolean;
  readonly isAnnouncement: boolean;
  readonly at: Date;
};

async function insertRoom(client: pg.ClientBase & pg.PoolClient, room: Inserted): Promise<bigint> {
  await client.query(`INSERT INTO "Space" ("id", "kind") VALUES ($1, 'room')`, [room.id]);
  const modseq = await nextModseq(client, room.id);
  await client.query(
    `INSERT INTO "Room" ("spaceId", "kind", "pair", "name", "topic", "isPublic", "isAnnouncement", "domainId", "creatorId", "modseq", "createdAt")
     VALUES ($1, $2::"RoomKind", $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      room.id,
      room.kind,
      room.pair,
      room.name,
      room.topic,
      room.isPublic,
      room.isAnnouncement,
      room.own.domainId,
      room.own.id,
      modseq,
      room.at,
    ],
  );
  return modseq;
}
