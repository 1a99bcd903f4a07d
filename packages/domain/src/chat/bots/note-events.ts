import { newId } from "@carbyne/kernel";
import { transaction } from "@carbyne/db";
import type { Context } from "../../context.ts";
import { type Message, messageJson } from "../messages/message-json.ts";
import { namesOf } from "../messages/readable.ts";
import type { HookEvent } from "./events.ts";
import { showMessages, type ShownMessage } from "./shown.ts";

type DueHook = {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly roomKind: "group" | "channel";
  readonly events: readonly string[];
  readonly trigger: string;
  readonly withBots: boolean;
  readonly firstNumber: number;
  readonly seenNumber: number;
  readonly seenModseq: string;
};

type Told = {
  readonly event: HookEvent;
  readonly messageId: string;
  readonly stamp: string;
  readonly body: object;
};

const hooksAtOnce = 50;
const mostMessages = 500;
/** Deliveries are kept for a week: what was changed before is not taken for a change that nobody was told of. */
const changeNewMs = 6 * 86_400_000;

/**
 * Looks for what happened in rooms that outgoing webhooks are told of, and puts it into the outbox. It runs beside what is said, which it never holds
 * up; what was committed is found, however often a process falls, and stands there once. Answers whether there may be more.
 */
export async function noteHookEvents(ctx: Context): Promise<boolean> {
  const { rows } = await ctx.db.pool.query<DueHook>({
    name: "hooks-behind",
    text: `SELECT h."id", h."roomId", r."name" AS "roomName", r."kind" AS "roomKind", h."events", h."trigger", h."withBots", h."firstNumber", h."seenNumber",
             h."seenModseq"::text AS "seenModseq"
           FROM "OutgoingHook" h JOIN "Space" p ON p."id" = h."roomId" JOIN "Room" r ON r."spaceId" = h."roomId" JOIN "Domain" d ON d."id" = r."domainId"
           WHERE (p."modseq" > h."seenModseq" OR r."lastNumber" > h."seenNumber") AND h."disabledAt" IS NULL AND d."state" = 'active' ORDER BY h."id" LIMIT ${hooksAtOnce}`,
  });
  let hasMore = rows.length === hooksAtOnce;
  for (const hook of rows) hasMore = (await noteOf(ctx, hook)) || hasMore;
  return hasMore;
}

type Seen = { readonly to: string; readonly said: readonly Message[]; readonly changed: readonly Message[] };

/**
 * What is new goes by its number, of which none is left out, and what changed by the modseq: a message that was changed before anybody looked has the
 * modseq of the change alone. One statement sees one moment.
 */
async function readSeen(ctx: Context, hook: DueHook): Promise<Seen> {
  const part = (where: string, order: string) =>
    `coalesce((SELECT json_agg(c."message" ORDER BY ${order}) FROM (SELECT ${messageJson} AS "message", m."modseq", m."number" FROM "ChatMessage" m
       WHERE m."spaceId" = p."id" AND ${where} ORDER BY ${order} LIMIT ${mostMessages}) c), '[]')`;
  const { rows } = await ctx.db.pool.query<Seen>({
    name: "hook-messages",
    text: `SELECT p."modseq"::text AS "to", ${part('m."number" > $3', '"number"')} AS "said",
             ${part('m."modseq" > $2 AND m."number" > $4 AND m."number" <= $3 AND (m."editedAt" IS NOT NULL OR m."deletedAt" IS NOT NULL)', '"modseq", "number"')} AS "changed"
           FROM "Space" p WHERE p."id" = $1`,
    values: [hook.roomId, hook.seenModseq, hook.seenNumber, hook.firstNumber],
  });
  return rows[0] ?? { to: hook.seenModseq, said: [], changed: [] };
}

async function noteOf(ctx: Context, hook: DueHook): Promise<boolean> {
  const now = ctx.clock.now();
  const { to, said, changed: found } = await readSeen(ctx, hook);
  const isCut = found.length === mostMessages;
  // Cut between two commits: all of one has one modseq.
  const last = found.at(-1)?.modseq;
  const whole = isCut ? found.filter((one) => one.modseq !== last) : found;
  const changed = whole.length > 0 ? whole : found;
  const seenModseq = isCut ? (changed.at(-1)?.modseq ?? to) : to;
  const seenNumber = said.at(-1)?.number ?? hook.seenNumber;
  const order = (one: Message, other: Message) =>
    Number(BigInt(one.modseq) - BigInt(other.modseq)) || one.number - other.number;
  const told = await tellOf(ctx, hook, [...said, ...changed].toSorted(order), now);
  await transaction(ctx.db.pool, async (client) => {
    // Another process may have been first.
    const { rowCount } = await client.query(
      'UPDATE "OutgoingHook" SET "seenModseq" = $2, "seenNumber" = $3 WHERE "id" = $1 AND "seenModseq" = $4 AND "seenNumber" = $5 AND "disabledAt" IS NULL',
      [hook.id, seenModseq, seenNumber, hook.seenModseq, hook.seenNumber],
    );
    if (!rowCount) return;
    for (const { event, messageId, stamp, body } of told)
      await client.query(
        `INSERT INTO "HookDelivery" ("id", "hookId", "event", "messageId", "stamp", "body", "nextAt", "createdAt") VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT ("hookId", "event", "messageId", "stamp") DO NOTHING`,
        [newId(), hook.id, event, messageId, stamp, JSON.stringify(body), now],
      );
  });
  return isCut || said.length === mostMessages;
}

/** What a webhook is told of messages that are new or changed, in the order in which it happened. */
async function tellOf(ctx: Context, hook: DueHook, messages: readonly Message[], now: Date): Promise<Told[]> {
  const shown = await showMessages(ctx.db.pool, messages);
  const people = await peopleOf(ctx, messages);
  const since = now.getTime() - changeNewMs;
  return messages.flatMap((message, at): Told[] => {
    const event = eventOf(message, { seenNumber: hook.seenNumber, since });
    const one = shown[at];
    if (!event || !one || !hook.events.includes(event)) return [];
    // A bot that answers what a bot says would never come to an end: they hear each other only where that is wanted.
    if (message.authorKind === "bot" && !hook.withBots) return [];
    if (hook.trigger !== "" && event.startsWith("message.") && firstWord(message.text) !== hook.trigger.toLowerCase())
      return [];
    const stamp = event === "message.changed" ? (message.editedAt ?? "") : "";
    return [
      {
        event,
        messageId: message.id,
        stamp,
        body: bodyOf(hook, { event, message: one, people: people(message), now }),
      },
    ];
  });
}

const firstWord = (text: string) => text.trimStart().split(/\s/, 1)[0]?.toLowerCase();

function eventOf(message: Message, { seenNumber, since }: { seenNumber: number; since: number }): HookEvent | null {
  const isNew = message.number > seenNumber;
  if (message.kind === "event") {
    if (!isNew) return null;
    const { what } = message.detail;
    if (what === "joined" || what === "added") return "member.joined";
    return what === "left" || what === "removed" ? "member.left" : null;
  }
  if (message.isDeleted) return isNew ? null : "message.deleted";
  if (isNew) return "message.posted";
  return message.editedAt !== null && Date.parse(message.editedAt) > since ? "message.changed" : null;
}

/** Whom an event of the room is about, by their names. */
async function peopleOf(ctx: Context, messages: readonly Message[]) {
  const idsOf = ({ kind, detail }: Message): string[] => {
    if (kind !== "event") return [];
    const { ids, by } = detail as { ids?: string[]; by?: string };
    return ids ?? (by === undefined ? [] : [by]);
  };
  const byOf = ({ kind, detail }: Message) => (kind === "event" ? ((detail as { by?: string }).by ?? null) : null);
  const names = await namesOf(
    ctx.db.pool,
    messages.flatMap((one) => [...idsOf(one), byOf(one)].filter((id) => id !== null)),
  );
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  return (message: Message) => {
    const by = byOf(message);
    return { people: idsOf(message).map(named), by: by === null ? null : named(by) };
  };
}

type Happened = {
  readonly event: HookEvent;
  readonly message: ShownMessage;
  readonly people: { readonly people: readonly object[]; readonly by: object | null };
  readonly now: Date;
};

function bodyOf(hook: DueHook, { event, message, people, now }: Happened): object {
  const room = { id: hook.roomId, name: hook.roomName, kind: hook.roomKind };
  if (event.startsWith("member.")) return { event, time: message.at, room, number: message.number, ...people };
  const time = event === "message.deleted" ? now.toISOString() : (message.editedAt ?? message.at);
  return { event, time, room, author: message.author, message };
}
