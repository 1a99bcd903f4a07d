import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessRoom, type TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeInGroup, changeSpace } from "../../spaces/index.ts";
import { refuseWithout } from "../rooms/settings-in.ts";
import { accessTalkSaid, type Said } from "./access-said.ts";
import type { Message } from "./message-json.ts";
import { readText } from "./read-text.ts";
import { type NewMessage, postMessage, readMessage, refuseAnnouncement } from "./send-message.ts";

/** What a poll is, as `detail` of its message; the question is the text. */
export type Poll = {
  readonly options: readonly string[];
  readonly isMultiple: boolean;
  /** Whether nobody learns who chose what. */
  readonly isAnonymous: boolean;
  /** ISO 8601: from then on nobody votes any more. */
  readonly closesAt: string | null;
  readonly closedAt: string | null;
  readonly closedById: string | null;
};

export type NewPoll = Pick<NewMessage, "roomId" | "key" | "threadId" | "isAlsoInRoom"> & {
  readonly question: string;
  readonly options: readonly string[];
  readonly isMultiple: boolean;
  readonly isAnonymous: boolean;
  readonly closesAt?: string | null | undefined;
};

const [least, most] = [2, 20];
const mostLetters = 200;

/** Asks a room something, with the answers that can be chosen. */
export async function createPoll(ctx: Context, actor: Actor, input: NewPoll): Promise<Message> {
  const room = await accessRoom(ctx, actor, input.roomId, "write");
  refuseAnnouncement(room, input);
  await refuseWithout(ctx, room, "chat.polls");
  const text = readText(input.question);
  if (text === "") throw new Refusal("invalid", "chat-empty");
  const options = input.options.map((option) => readText(option).replaceAll(/\s+/g, " ").trim());
  if (options.length < least || options.length > most || new Set(options).size < options.length || options.includes(""))
    throw new Refusal("invalid", "poll-options", { least, most });
  if (options.some((option) => option.length > mostLetters))
    throw new Refusal("too-large", "chat-text-long", { most: mostLetters });
  const closesAt = input.closesAt ? new Date(input.closesAt) : null;
  if (closesAt && closesAt <= ctx.clock.now()) throw new Refusal("invalid", "poll-time-past");
  const { key, threadId, isAlsoInRoom, isMultiple, isAnonymous } = input;
  const detail: Poll = {
    options,
    isMultiple,
    isAnonymous,
    closesAt: closesAt?.toISOString() ?? null,
    closedAt: null,
    closedById: null,
  };
  return postMessage(ctx, room, { key, threadId, isAlsoInRoom, text, kind: "poll", detail });
}

async function accessPoll(ctx: Context, actor: Actor, id: string, need: "read" | "write"): Promise<Said<TalkAccess>> {
  const said = await accessTalkSaid(ctx, actor, id, need);
  if (said.kind !== "poll") throw new Refusal("invalid", "message-no-poll");
  return said;
}

/** The poll under the room's lock, as long as one can vote in it. */
async function openPoll(client: pg.ClientBase, id: string, now: Date): Promise<Poll> {
  const { rows } = await client.query<{ detail: Poll; isDeleted: boolean }>(
    'SELECT "detail", "deletedAt" IS NOT NULL AS "isDeleted" FROM "ChatMessage" WHERE "id" = $1',
    [id],
  );
  const row = rows[0];
  if (!row || row.isDeleted) throw new Refusal("not-found", "message-unknown");
  const { detail: poll } = row;
  if (poll.closedAt || (poll.closesAt && new Date(poll.closesAt) <= now)) throw new Refusal("conflict", "poll-closed");
  return poll;
}

/** Chooses answers in the place of what the actor chose before; none takes the vote back. */
export async function vote(
  ctx: Context,
  actor: Actor,
  { id, options }: { id: string; options: readonly number[] },
): Promise<Message> {
  const said = await accessPoll(ctx, actor, id, "write");
  const chosen = [...new Set(options)];
  return changeInGroup(ctx, said.room.id, async (client, modseq) => {
    const now = ctx.clock.now();
    const poll = await openPoll(client, said.id, now);
    if (chosen.some((option) => !(option in poll.options)))
      throw new Refusal("invalid", "poll-options", { least, most });
    if (!poll.isMultiple && chosen.length > 1) throw new Refusal("invalid", "poll-one-answer");
    const { personId } = said.room;
    const { rowCount: gone } = await client.query(
      'DELETE FROM "ChatVote" WHERE "messageId" = $1 AND "personId" = $2 AND NOT "option" = ANY($3::int[])',
      [said.id, personId, chosen],
    );
    const { rowCount: added } = await client.query(
      `INSERT INTO "ChatVote" ("messageId", "personId", "option", "at") SELECT $1, $2, o, $4 FROM unnest($3::int[]) o ON CONFLICT DO NOTHING`,
      [said.id, personId, chosen, now],
    );
    if (gone || added) await client.query('UPDATE "ChatMessage" SET "modseq" = $2 WHERE "id" = $1', [said.id, modseq]);
    return readMessage(client, said.id);
  });
}

/** What the actor chose, which of an anonymous poll nobody else is told. */
export async function myVotes(ctx: Context, actor: Actor, { id }: { id: string }): Promise<{ options: number[] }> {
  const said = await accessPoll(ctx, actor, id, "read");
  const { rows } = await ctx.db.pool.query<{ option: number }>(
    'SELECT "option" FROM "ChatVote" WHERE "messageId" = $1 AND "personId" = $2 ORDER BY 1',
    [said.id, said.room.personId],
  );
  return { options: rows.map((row) => row.option) };
}

/** Ends a poll: by who asked, or who keeps order in the room. */
export async function closePoll(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Message> {
  const said = await accessPoll(ctx, actor, id, "write");
  const { room } = said;
  if (!said.isMine && (room.kind === "direct" || room.role === "member"))
    throw new Refusal("forbidden", "message-not-own");
  return changeSpace(ctx, room.id, async (client, modseq) => {
    const now = ctx.clock.now();
    const poll = await openPoll(client, said.id, now);
    const closed: Poll = { ...poll, closedAt: now.toISOString(), closedById: room.personId };
    await client.query('UPDATE "ChatMessage" SET "detail" = $2, "modseq" = $3 WHERE "id" = $1', [
      said.id,
      JSON.stringify(closed),
      modseq,
    ]);
    return readMessage(client, said.id);
  });
}
