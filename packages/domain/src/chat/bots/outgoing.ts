import { randomBytes } from "node:crypto";
import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessRoom, type RoomAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { seal, unseal } from "../../secrets/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { readBotName } from "../rooms/terms.ts";
import { accessMaking } from "./access-making.ts";
import { type HookEvent, hookEvents } from "./events.ts";

/** An outgoing webhook: an address outside that is told what happens in a room. Times are ISO 8601. */
export type OutgoingHook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly HookEvent[];
  readonly trigger: string;
  readonly withBots: boolean;
  readonly makerId: string;
  readonly createdAt: string;
  /** Since when nothing arrived. */
  readonly failingSince: string | null;
  /** When it was switched off, because nothing arrived for too long. */
  readonly disabledAt: string | null;
};

export type OutgoingTerms = {
  readonly name: string;
  readonly url: string;
  readonly events: readonly HookEvent[];
  /** Only messages that begin with this word are told; empty is all. */
  readonly trigger: string;
  /** Whether what bots and webhooks say is told too. */
  readonly withBots: boolean;
};

const mostHooks = 50;
const longestUrl = 2000;
const longestTrigger = 64;
const purpose = "outgoing-hook";

/** Makes an outgoing webhook of a room, for its owners. The secret that its deliveries are signed with is shown here and never again. */
export async function createOutgoing(
  ctx: Context,
  actor: Actor,
  input: OutgoingTerms & { roomId: string },
): Promise<{ id: string; secret: string }> {
  const room = await accessMaking(ctx, actor, input.roomId, "own");
  const terms = readTerms(input);
  const [id, at] = [newId(), ctx.clock.now()];
  const { secret, sealedSecret } = await makeSigningSecret(ctx);
  await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS "count" FROM "OutgoingHook" WHERE "roomId" = $1',
      [room.id],
    );
    if ((rows[0]?.count ?? 0) >= mostHooks) throw new Refusal("too-many", "hooks-most", { most: mostHooks });
    await client.query(
      `INSERT INTO "OutgoingHook" ("id", "roomId", "name", "url", "sealedSecret", "events", "trigger", "withBots", "makerId", "firstNumber", "seenNumber", "seenModseq", "createdAt")
       SELECT $1, r."spaceId", $3, $4, $5, $6, $7, $8, $9, r."lastNumber", r."lastNumber", $10, $11 FROM "Room" r WHERE r."spaceId" = $2`,
      [
        id,
        room.id,
        terms.name,
        terms.url,
        sealedSecret,
        terms.events,
        terms.trigger,
        terms.withBots,
        room.accountId,
        modseq,
        at,
      ],
    );
  });
  return { id, secret };
}

function readTerms({ name, url, events, trigger, withBots }: OutgoingTerms): OutgoingTerms {
  const word = trigger.trim();
  if (word.length > longestTrigger || /\s/.test(word))
    throw new Refusal("invalid", "hook-trigger", { most: longestTrigger });
  const chosen = hookEvents.filter((one) => events.includes(one));
  if (chosen.length === 0) throw new Refusal("invalid", "hook-events");
  return { name: readBotName(name), url: readAddress(url), events: chosen, trigger: word, withBots };
}

/** Where it leads to is asked anew at each delivery, by the one way out. */
function readAddress(text: string): string {
  const url = text.length <= longestUrl && URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (!url || !isWeb || url.username !== "" || url.password !== "") throw new Refusal("invalid", "hook-url");
  return url.href;
}

async function makeSigningSecret(ctx: Context): Promise<{ secret: string; sealedSecret: Buffer }> {
  const secret = `whsec_${randomBytes(24).toString("base64url")}`;
  return { secret, sealedSecret: await seal(ctx, purpose, Buffer.from(secret)) };
}

/** What the deliveries of a webhook are signed with. */
export async function readSigningSecret(ctx: Context, sealedSecret: Buffer): Promise<string> {
  return (await unseal(ctx, purpose, sealedSecret)).toString();
}

/** The outgoing webhooks of a room, the latest first, for its owners. */
export async function listOutgoing(
  ctx: Context,
  actor: Actor,
  { roomId }: { roomId: string },
): Promise<OutgoingHook[]> {
  const room = await accessRoom(ctx, actor, roomId, "own");
  const { rows } = await ctx.db.pool.query<{ hook: OutgoingHook }>(
    `SELECT json_build_object('id', h."id", 'name', h."name", 'url', h."url", 'events', h."events", 'trigger', h."trigger", 'withBots', h."withBots",
       'makerId', h."makerId", 'createdAt', h."createdAt", 'failingSince', h."failingSince", 'disabledAt', h."disabledAt") AS "hook"
     FROM "OutgoingHook" h WHERE h."roomId" = $1 ORDER BY h."createdAt" DESC, h."id" DESC`,
    [room.id],
  );
  return rows.map((row) => row.hook);
}

/** Changes what a webhook is told of, and where. */
export async function changeOutgoing(ctx: Context, actor: Actor, input: OutgoingTerms & { id: string }): Promise<void> {
  await accessOutgoing(ctx, actor, input.id);
  const { name, url, events, trigger, withBots } = readTerms(input);
  await ctx.db.pool.query(
    'UPDATE "OutgoingHook" SET "name" = $2, "url" = $3, "events" = $4, "trigger" = $5, "withBots" = $6 WHERE "id" = $1',
    [input.id, name, url, events, trigger, withBots],
  );
}

/** Switches a webhook on again, which then hears of what happens from now on, or off. */
export async function switchOutgoing(
  ctx: Context,
  actor: Actor,
  { id, isOn }: { id: string; isOn: boolean },
): Promise<void> {
  const room = await accessOutgoing(ctx, actor, id);
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, async (client, modseq) => {
    if (!isOn) return switchOff(client, { id, at });
    await client.query(
      `UPDATE "OutgoingHook" h SET "disabledAt" = NULL, "failingSince" = NULL, "seenModseq" = $2, "seenNumber" = r."lastNumber", "firstNumber" = r."lastNumber"
       FROM "Room" r WHERE h."id" = $1 AND h."disabledAt" IS NOT NULL AND r."spaceId" = h."roomId"`,
      [id, modseq],
    );
  });
}

/** Switches a webhook off as a step of a change; what waited for it is given up. */
export async function switchOff(client: pg.ClientBase, { id, at }: { id: string; at: Date }): Promise<void> {
  await client.query('UPDATE "OutgoingHook" SET "disabledAt" = coalesce("disabledAt", $2) WHERE "id" = $1', [id, at]);
  await client.query(
    `UPDATE "HookDelivery" SET "nextAt" = NULL, "error" = coalesce("error", 'switched-off') WHERE "hookId" = $1 AND "nextAt" IS NOT NULL`,
    [id],
  );
}

/** Gives a webhook another secret; what is delivered from that moment on is signed with it. */
export async function renewOutgoing(ctx: Context, actor: Actor, { id }: { id: string }): Promise<{ secret: string }> {
  await accessOutgoing(ctx, actor, id);
  const { secret, sealedSecret } = await makeSigningSecret(ctx);
  await ctx.db.pool.query('UPDATE "OutgoingHook" SET "sealedSecret" = $2 WHERE "id" = $1', [id, sealedSecret]);
  return { secret };
}

/** Removes a webhook with what it was told. */
export async function removeOutgoing(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await accessOutgoing(ctx, actor, id);
  await ctx.db.pool.query('DELETE FROM "OutgoingHook" WHERE "id" = $1', [id]);
}

/** The room of an outgoing webhook, for its owners. */
export async function accessOutgoing(ctx: Context, actor: Actor, id: string): Promise<RoomAccess> {
  const hook = isId(id)
    ? await ctx.db.prisma.outgoingHook.findUnique({ where: { id }, select: { roomId: true } })
    : null;
  const unknown = new Refusal("not-found", "hook-unknown");
  if (!hook) throw unknown;
  return accessRoom(ctx, actor, hook.roomId, "own").catch((error: unknown) => {
    throw error instanceof Refusal && error.reason === "room-unknown" ? unknown : error;
  });
}
