import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { accessRoom, type RoomAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { readBotName } from "../rooms/terms.ts";
import { accessMaking } from "./access-making.ts";
import { putIn, takeOutBot } from "./seat.ts";
import { makeHookToken } from "./tokens.ts";

/** An incoming webhook: whoever has its address says something in its room. */
export type IncomingHook = {
  readonly id: string;
  readonly name: string;
  /** The first letters of its token. */
  readonly prefix: string;
  readonly makerId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly usedAt: string | null;
};

const mostHooks = 50;

/** Makes an incoming webhook of a room. Its token is shown here and never again; the address is `/hooks/<token>`. */
export async function createIncoming(
  ctx: Context,
  actor: Actor,
  input: { roomId: string; name: string },
): Promise<{ id: string; token: string }> {
  const room = await accessMaking(ctx, actor, input.roomId, "moderate");
  const name = readBotName(input.name);
  const [id, at] = [newId(), ctx.clock.now()];
  const { token, hash, prefix } = makeHookToken();
  await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS "count" FROM "BotSeat" s JOIN "ChatBot" b ON b."id" = s."botId" WHERE s."roomId" = $1 AND s."leftAt" IS NULL AND b."kind" = 'hook'`,
      [room.id],
    );
    if ((rows[0]?.count ?? 0) >= mostHooks) throw new Refusal("too-many", "hooks-most", { most: mostHooks });
    await client.query(
      `INSERT INTO "ChatBot" ("id", "kind", "name", "domainId", "makerId", "tokenHash", "tokenPrefix", "createdAt") VALUES ($1, 'hook', $2, $3, $4, $5, $6, $7)`,
      [id, name, room.domainId, room.accountId, hash, prefix, at],
    );
    await putIn(client, { roomId: room.id, botId: id, byId: room.accountId, modseq, at });
  });
  return { id, token };
}

/** The incoming webhooks of a room, the latest first. */
export async function listIncoming(
  ctx: Context,
  actor: Actor,
  { roomId }: { roomId: string },
): Promise<IncomingHook[]> {
  const room = await accessRoom(ctx, actor, roomId, "moderate");
  const { rows } = await ctx.db.pool.query<{ hook: IncomingHook }>(
    `SELECT json_build_object('id', b."id", 'name', b."name", 'prefix', b."tokenPrefix", 'makerId', b."makerId", 'createdAt', b."createdAt", 'usedAt', b."usedAt") AS "hook"
     FROM "BotSeat" s JOIN "ChatBot" b ON b."id" = s."botId" WHERE s."roomId" = $1 AND s."leftAt" IS NULL AND b."kind" = 'hook' ORDER BY b."createdAt" DESC, b."id" DESC`,
    [room.id],
  );
  return rows.map((row) => row.hook);
}

/** Gives a webhook another address; the one before is good for nothing from that moment on. */
export async function renewIncoming(ctx: Context, actor: Actor, { id }: { id: string }): Promise<{ token: string }> {
  await accessIncoming(ctx, actor, id);
  const { token, hash, prefix } = makeHookToken();
  await ctx.db.pool.query('UPDATE "ChatBot" SET "tokenHash" = $2, "tokenPrefix" = $3 WHERE "id" = $1', [
    id,
    hash,
    prefix,
  ]);
  return { token };
}

/** Takes a webhook back: nothing comes by it any more. What it said stays. */
export async function removeIncoming(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const room = await accessIncoming(ctx, actor, id);
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, async (client, modseq) => {
    await client.query('UPDATE "ChatBot" SET "revokedAt" = $2 WHERE "id" = $1 AND "revokedAt" IS NULL', [id, at]);
    await takeOutBot(client, { roomId: room.id, botId: id, byId: room.accountId, modseq, at });
  });
}

/** The room of a webhook whose order the actor keeps. */
async function accessIncoming(ctx: Context, actor: Actor, id: string): Promise<RoomAccess> {
  const { rows } = isId(id)
    ? await ctx.db.pool.query<{ roomId: string }>(
        `SELECT s."roomId" FROM "BotSeat" s JOIN "ChatBot" b ON b."id" = s."botId" WHERE b."id" = $1 AND b."kind" = 'hook' AND s."leftAt" IS NULL`,
        [id],
      )
    : { rows: [] };
  const unknown = new Refusal("not-found", "hook-unknown");
  if (!rows[0]) throw unknown;
  return accessRoom(ctx, actor, rows[0].roomId, "moderate").catch((error: unknown) => {
    throw error instanceof Refusal && error.reason === "room-unknown" ? unknown : error;
  });
}
