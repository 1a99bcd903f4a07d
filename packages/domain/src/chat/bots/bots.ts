import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessRoom, type RoomAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace, changeTogether } from "../../spaces/index.ts";
import { readBotName } from "../rooms/terms.ts";
import { accessMaking } from "./access-making.ts";
import { putIn, takeOutBot } from "./seat.ts";
import { makeToken } from "./tokens.ts";

/** A program with a token, as the owners of its rooms and its maker see it. Times are ISO 8601. */
export type Bot = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly makerId: string;
  readonly isMine: boolean;
  /** Whether it is in the room that was asked about. */
  readonly isHere: boolean;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
  readonly createdAt: string;
};

const mostBots = 50;

/** Makes a bot that is in some rooms which the actor owns. Its token is shown here and never again. */
export async function createBot(
  ctx: Context,
  actor: Actor,
  input: { name: string; rooms: readonly string[]; expiresAt: string | null },
): Promise<{ id: string; token: string }> {
  const rooms: RoomAccess[] = [];
  for (const roomId of new Set(input.rooms)) rooms.push(await accessMaking(ctx, actor, roomId, "own"));
  const [first] = rooms;
  if (!first) throw new Refusal("invalid", "bot-room-missing");
  const name = readBotName(input.name);
  const [id, at] = [newId(), ctx.clock.now()];
  const expiresAt = readEnd(input.expiresAt, at);
  const { token, hash, prefix } = makeToken();
  await changeTogether(
    ctx,
    // The maker's space too: two bots made at once are counted one after the other.
    [first.ownSpaceId, ...rooms.map((room) => room.id)],
    async (client, modseqOf) => {
      await refuseMany(client, first.accountId);
      await client.query(
        `INSERT INTO "ChatBot" ("id", "kind", "name", "domainId", "makerId", "tokenHash", "tokenPrefix", "expiresAt", "createdAt")
         VALUES ($1, 'bot', $2, (SELECT "domainId" FROM "Account" WHERE "id" = $3), $3, $4, $5, $6, $7)`,
        [id, name, first.accountId, hash, prefix, expiresAt, at],
      );
      for (const room of rooms)
        await putIn(client, { roomId: room.id, botId: id, byId: room.accountId, modseq: modseqOf(room.id), at });
    },
  );
  return { id, token };
}

function readEnd(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const end = new Date(text);
  if (Number.isNaN(end.getTime()) || end <= now) throw new Refusal("invalid", "bot-end-past");
  return end;
}

async function refuseMany(client: pg.ClientBase, makerId: string): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "ChatBot" WHERE "makerId" = $1 AND "kind" = 'bot' AND "revokedAt" IS NULL`,
    [makerId],
  );
  if ((rows[0]?.count ?? 0) >= mostBots) throw new Refusal("too-many", "bots-most", { most: mostBots });
}

/** The bots that are in a room, and the actor's own that could be, by their names. */
export async function listBots(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<Bot[]> {
  const room = await accessRoom(ctx, actor, roomId, "moderate");
  const { rows } = await ctx.db.pool.query<{ bot: Bot }>(
    `SELECT json_build_object('id', b."id", 'name', b."name", 'prefix', b."tokenPrefix", 'makerId', b."makerId", 'isMine', b."makerId" = $2,
       'isHere', s."botId" IS NOT NULL, 'expiresAt', b."expiresAt", 'usedAt', b."usedAt", 'createdAt', b."createdAt") AS "bot"
     FROM "ChatBot" b LEFT JOIN "BotSeat" s ON s."botId" = b."id" AND s."roomId" = $1 AND s."leftAt" IS NULL
     WHERE b."kind" = 'bot' AND b."revokedAt" IS NULL AND (s."botId" IS NOT NULL OR b."makerId" = $2) ORDER BY lower(b."name"), b."id"`,
    [room.id, room.accountId],
  );
  return rows.map((row) => row.bot);
}

/** Puts one of the actor's bots into another room that they own. */
export async function addBot(
  ctx: Context,
  actor: Actor,
  { id, roomId }: { id: string; roomId: string },
): Promise<void> {
  const room = await accessMaking(ctx, actor, roomId, "own");
  await accessOwnBot(ctx, actor, id);
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, (client, modseq) =>
    putIn(client, { roomId: room.id, botId: id, byId: room.accountId, modseq, at }),
  );
}

/** Takes a bot or a webhook out of a room, for those who keep order in it; false where it is none that is in it. */
export async function removeBotFrom(ctx: Context, room: RoomAccess, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const seat = await ctx.db.prisma.botSeat.findFirst({
    where: { botId: id, roomId: room.id, leftAt: null },
    select: { botId: true },
  });
  if (!seat) return false;
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, (client, modseq) =>
    takeOutBot(client, { roomId: room.id, botId: id, byId: room.accountId, modseq, at }),
  );
  return true;
}

/** Gives a bot another token; the one before is good for nothing from that moment on. */
export async function renewBot(ctx: Context, actor: Actor, { id }: { id: string }): Promise<{ token: string }> {
  await accessOwnBot(ctx, actor, id);
  const { token, hash, prefix } = makeToken();
  await ctx.db.pool.query('UPDATE "ChatBot" SET "tokenHash" = $2, "tokenPrefix" = $3 WHERE "id" = $1', [
    id,
    hash,
    prefix,
  ]);
  return { token };
}

/** Ends a bot, and takes it out of every room. What it said stays. */
export async function removeBot(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { byId } = await accessOwnBot(ctx, actor, id);
  const at = ctx.clock.now();
  await ctx.db.pool.query('UPDATE "ChatBot" SET "revokedAt" = $2 WHERE "id" = $1', [id, at]);
  const seats = await ctx.db.prisma.botSeat.findMany({ where: { botId: id, leftAt: null }, select: { roomId: true } });
  for (const { roomId } of seats)
    await changeSpace(ctx, roomId, (client, modseq) => takeOutBot(client, { roomId, botId: id, byId, modseq, at }));
}

/** A bot that the actor made, or that an administrator of its domain looks after. */
async function accessOwnBot(ctx: Context, actor: Actor, id: string): Promise<{ byId: string }> {
  const own = await accessOwnAccount(ctx, actor);
  const bot = isId(id)
    ? await ctx.db.prisma.chatBot.findFirst({
        where: {
          id,
          kind: "bot",
          revokedAt: null,
          ...(own.role === "admin"
            ? {}
            : own.role === "domainAdmin"
              ? { domainId: own.domainId }
              : { makerId: own.id }),
        },
        select: { id: true },
      })
    : null;
  if (!bot) throw new Refusal("not-found", "bot-unknown");
  return { byId: own.id };
}
