import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessRoom, type RoomAccess, type RoomRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeSpace, changeTogether } from "../../spaces/index.ts";
import { removeBotFrom } from "../bots/bots.ts";
import { takeOutGuests } from "../guests/take-out.ts";
import { addRows } from "./add-rows.ts";
import { findPeople } from "./people.ts";
import { postEvent } from "./post-event.ts";

/** Adds people to a group or channel, with what was said before or from now on. In a public channel any member may. */
export async function addPeople(
  ctx: Context,
  actor: Actor,
  { id, people: ids, withHistory }: { id: string; people: readonly string[]; withHistory: boolean },
): Promise<{ added: number }> {
  const room = await accessRoom(ctx, actor, id, "write");
  if (room.kind === "direct") throw new Refusal("invalid", "room-direct");
  if (room.role === "member" && !room.isPublic)
    throw new Refusal("forbidden", "room-right-missing", { name: room.name });
  const own = await accessOwnAccount(ctx, actor);
  const people = await findPeople(ctx, own, ids);
  const most = Number((await resolveSettings(ctx, own.id))["chat.membersMost"].value);
  const at = ctx.clock.now();
  const added = await changeTogether(ctx, [room.id, ...people.map((one) => one.spaceId)], async (client, modseqOf) => {
    const modseq = modseqOf(room.id);
    const { rows } = await client.query<{ lastNumber: number; present: number }>(
      `SELECT "lastNumber", (SELECT count(*)::int FROM "RoomMember" WHERE "spaceId" = $1 AND "leftAt" IS NULL) AS "present" FROM "Room" WHERE "spaceId" = $1`,
      [room.id],
    );
    // Who may see all that was said before gives no more than they have themselves.
    const fromNumber = withHistory ? room.hiddenUpTo : (rows[0]?.lastNumber ?? 0);
    const rest = { roomId: room.id, byId: room.accountId, modseq, at };
    const done = await addRows(client, { ...rest, ids: people.map((one) => one.id), role: "member", fromNumber });
    if ((rows[0]?.present ?? 0) + done.length > most) throw new Refusal("too-many", "room-members-most", { most });
    if (done.length > 0) await postEvent(client, { what: "added", by: room.accountId, ids: done }, rest);
    return done;
  });
  return { added: added.length };
}

/** Comes into a public channel of the own domain. */
export async function joinChannel(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  const settings = await resolveSettings(ctx, own.id);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<{ name: string; isArchived: boolean }>(
        `SELECT "name", "archivedAt" IS NOT NULL AS "isArchived" FROM "Room" WHERE "spaceId" = $1 AND "kind" = 'channel' AND "isPublic" AND "domainId" = $2`,
        [id, own.domainId],
      )
    : { rows: [] };
  const room = rows[0];
  if (!room || settings["chat.enabled"].value !== true) throw new Refusal("not-found", "room-unknown");
  if (room.isArchived) throw new Refusal("conflict", "room-archived", { name: room.name });
  const at = ctx.clock.now();
  await changeTogether(ctx, [id, own.spaceId], async (client, modseqOf) => {
    const where = { roomId: id, modseq: modseqOf(id), at };
    const joined = await addRows(client, { ...where, ids: [own.id], role: "member", fromNumber: 0, byId: own.id });
    if (joined.length > 0) await postEvent(client, { what: "joined", by: own.id }, where);
  });
}

/** Takes somebody out of a group or channel, by a moderator; an owner is taken out by owners. */
export async function removePerson(
  ctx: Context,
  actor: Actor,
  { id, personId }: { id: string; personId: string },
): Promise<void> {
  const room = await accessRoom(ctx, actor, id, "moderate");
  if (personId === room.accountId) return leaveRoom(ctx, actor, { id });
  const at = ctx.clock.now();
  if (await removeGuest(ctx, room, { personId, at })) return;
  if (await removeBotFrom(ctx, room, personId)) return;
  const spaceId = await spaceOf(ctx, personId);
  await changeTogether(ctx, [room.id, spaceId], async (client, modseqOf) => {
    const role = await roleOf(client, room, personId);
    if (role === "owner" && room.role !== "owner")
      throw new Refusal("forbidden", "room-right-missing", { name: room.name });
    const where = { roomId: room.id, modseq: modseqOf(room.id), at };
    await takeOut(client, personId, where);
    await postEvent(client, { what: "removed", by: room.accountId, ids: [personId] }, where);
  });
}

/** Takes out a guest, who does not come again by an invitation that was theirs alone; false where it is no guest. */
async function removeGuest(
  ctx: Context,
  room: RoomAccess,
  { personId, at }: { personId: string; at: Date },
): Promise<boolean> {
  const guest = isId(personId)
    ? await ctx.db.prisma.roomGuest.findFirst({
        where: { id: personId, roomId: room.id, leftAt: null },
        select: { inviteId: true },
      })
    : null;
  if (!guest) return false;
  await changeSpace(ctx, room.id, async (client, modseq) => {
    // Nobody comes in again by the way they came, under whatever name; others who came by the same link stay. To meetings one is let in each time.
    await client.query(
      `UPDATE "RoomInvite" SET "revokedAt" = CASE WHEN "address" IS NULL THEN "revokedAt" ELSE $2 END,
         "mostUses" = CASE WHEN "address" IS NULL AND NOT "isForMeeting" THEN "uses" ELSE "mostUses" END WHERE "id" = $1`,
      [guest.inviteId, at],
    );
    await takeOutGuests(client, { roomId: room.id, where: { id: personId }, byId: room.accountId, modseq, at });
  });
  return true;
}

/** Leaves a group or channel. Its last owner makes somebody else one before, unless nobody is left. */
export async function leaveRoom(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const room = await accessRoom(ctx, actor, id, "read");
  if (room.kind === "direct") throw new Refusal("invalid", "room-direct");
  const at = ctx.clock.now();
  await changeTogether(ctx, [room.id, room.ownSpaceId], async (client, modseqOf) => {
    const where = { roomId: room.id, modseq: modseqOf(room.id), at };
    await takeOut(client, room.accountId, where);
    await refuseWithoutOwner(client, room);
    await postEvent(client, { what: "left", by: room.accountId }, where);
  });
}

/** Makes somebody an owner, a moderator or a member. An owner always remains. */
export async function setRole(
  ctx: Context,
  actor: Actor,
  { id, personId, role }: { id: string; personId: string; role: RoomRole },
): Promise<void> {
  const room = await accessRoom(ctx, actor, id, "own");
  if (room.kind === "direct") throw new Refusal("invalid", "room-direct");
  const at = ctx.clock.now();
  await changeTogether(ctx, [room.id], async (client, modseqOf) => {
    const modseq = modseqOf(room.id);
    if ((await roleOf(client, room, personId)) === role) return;
    await client.query(
      'UPDATE "RoomMember" SET "role" = $3::"RoomRole", "modseq" = $4 WHERE "spaceId" = $1 AND "accountId" = $2',
      [room.id, personId, role, modseq],
    );
    await refuseWithoutOwner(client, room);
    await postEvent(
      client,
      { what: "role", by: room.accountId, ids: [personId], role },
      { roomId: room.id, modseq, at },
    );
  });
}

async function roleOf(client: pg.ClientBase, room: RoomAccess, personId: string): Promise<RoomRole> {
  const { rows } = await client.query<{ role: RoomRole }>(
    'SELECT "role" FROM "RoomMember" WHERE "spaceId" = $1 AND "accountId" = $2 AND "leftAt" IS NULL',
    [room.id, isId(personId) ? personId : null],
  );
  if (!rows[0]) throw new Refusal("not-found", "chat-person-unknown");
  return rows[0].role;
}

async function takeOut(
  client: pg.ClientBase,
  personId: string,
  { roomId, modseq, at }: { roomId: string; modseq: bigint; at: Date },
): Promise<void> {
  await client.query(
    `UPDATE "RoomMember" SET "leftAt" = $3, "role" = 'member', "modseq" = $4 WHERE "spaceId" = $1 AND "accountId" = $2 AND "leftAt" IS NULL`,
    [roomId, personId, at, modseq],
  );
}

async function refuseWithoutOwner(client: pg.ClientBase, room: RoomAccess): Promise<void> {
  const { rows } = await client.query<{ present: number; owners: number }>(
    `SELECT count(*)::int AS "present", count(*) FILTER (WHERE "role" = 'owner')::int AS "owners" FROM "RoomMember" WHERE "spaceId" = $1 AND "leftAt" IS NULL`,
    [room.id],
  );
  if (rows[0] && rows[0].present > 0 && rows[0].owners === 0)
    throw new Refusal("conflict", "room-last-owner", { name: room.name });
}

async function spaceOf(ctx: Context, personId: string): Promise<string> {
  const { rows } = isId(personId)
    ? await ctx.db.pool.query<{ spaceId: string }>('SELECT "spaceId" FROM "Account" WHERE "id" = $1', [personId])
    : { rows: [] };
  if (!rows[0]) throw new Refusal("not-found", "chat-person-unknown");
  return rows[0].spaceId;
}
