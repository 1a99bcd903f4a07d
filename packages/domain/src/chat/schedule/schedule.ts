import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, accessRoom, type OwnAccount, type RoomAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { readText } from "../messages/read-text.ts";
import { type NewMessage, refuseAnnouncement } from "../messages/send-message.ts";

export type NewSchedule = Omit<NewMessage, "key"> & {
  /** ISO 8601. */
  readonly sendAt: string;
};

export type Scheduled = {
  readonly id: string;
  readonly roomId: string;
  readonly text: string;
  readonly replyToId: string | null;
  readonly threadId: string | null;
  readonly isAlsoInRoom: boolean;
  readonly attachments: readonly { id: string; name: string; width?: number; height?: number }[];
  readonly sendAt: string;
  /** When it was refused, and why. */
  readonly refusedAt: string | null;
  readonly refusal: string | null;
};

const most = 200;
const mostAttachments = 20;
const yearMs = 366 * 86_400_000;

/** Keeps a message that is to be said later. What is refused to say now is refused here too. */
export async function scheduleMessage(ctx: Context, actor: Actor, input: NewSchedule): Promise<{ id: string }> {
  const room = await accessRoom(ctx, actor, input.roomId, "write");
  refuseAnnouncement(room, input);
  const content = await readContent(ctx, room, input);
  const sendAt = readTime(ctx, input.sendAt);
  const { accountId, ownSpaceId } = room;
  const { replyToId = null, threadId = null, isAlsoInRoom = false } = input;
  const asked = [replyToId, threadId].filter((id) => id !== null);
  const { rows: found } = await ctx.db.pool.query(
    'SELECT 1 FROM "ChatMessage" WHERE "spaceId" = $1 AND "id" = ANY($2) AND "number" > $3 AND "deletedAt" IS NULL',
    [room.id, asked.filter(isId), room.hiddenUpTo],
  );
  if (found.length < new Set(asked).size) throw new Refusal("not-found", "message-unknown");
  const id = newId();
  await changeSpace(ctx, ownSpaceId, async (client, modseq) => {
    await client.query(
      `INSERT INTO "ChatSchedule" ("id", "accountId", "spaceId", "modseq", "roomId", "text", "replyToId", "threadId", "isAlsoInRoom", "attachments", "nodeIds", "sendAt", "createdAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        accountId,
        ownSpaceId,
        modseq,
        room.id,
        content.text,
        replyToId,
        threadId,
        isAlsoInRoom,
        JSON.stringify(content.attachments),
        content.attachments.map((one) => one.id),
        sendAt,
        ctx.clock.now(),
      ],
    );
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS "count" FROM "ChatSchedule" WHERE "accountId" = $1',
      [accountId],
    );
    if ((rows[0]?.count ?? 0) > most) throw new Refusal("too-many", "schedules-most", { most });
  });
  return { id };
}

/** What waits to be said by the actor, in one room or in all, the next first. */
export async function listScheduled(
  ctx: Context,
  actor: Actor,
  { roomId }: { roomId?: string | undefined } = {},
): Promise<Scheduled[]> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Scheduled>({
    name: "list-scheduled",
    text: `SELECT c."id", c."roomId", c."text", c."replyToId", c."threadId", c."isAlsoInRoom", to_json(c."sendAt") AS "sendAt", to_json(c."refusedAt") AS "refusedAt", c."refusal",
             coalesce((SELECT json_agg(f.e || jsonb_build_object('name', n."name") ORDER BY f.o) FROM jsonb_array_elements(c."attachments") WITH ORDINALITY AS f(e, o)
               JOIN "Node" n ON n."id" = (f.e ->> 'id')::uuid), '[]') AS "attachments"
           FROM "ChatSchedule" c WHERE c."accountId" = $1 AND ($2::uuid IS NULL OR c."roomId" = $2) ORDER BY c."sendAt", c."id"`,
    values: [own.id, roomId ?? null],
  });
  return rows;
}

export type ScheduleChange = Partial<Pick<NewSchedule, "text" | "attachments" | "sendAt">> & { readonly id: string };

/** Changes what is to be said, or when; what was refused is tried again at the new time. */
export async function changeScheduled(ctx: Context, actor: Actor, change: ScheduleChange): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  const before = await accessScheduled(ctx, own, change.id);
  const room = await accessRoom(ctx, actor, before.roomId, "write");
  const { text = before.text, attachments = before.attachments } = change;
  const content = await readContent(ctx, room, { text, attachments });
  const sendAt = change.sendAt === undefined ? null : readTime(ctx, change.sendAt);
  await changeSpace(ctx, own.spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      `UPDATE "ChatSchedule" SET "text" = $3, "attachments" = $4, "nodeIds" = $5, "sendAt" = coalesce($6, "sendAt"), "modseq" = $7,
         "refusedAt" = CASE WHEN $6::timestamptz IS NULL THEN "refusedAt" END, "refusal" = CASE WHEN $6::timestamptz IS NULL THEN "refusal" END
       WHERE "id" = $1 AND "accountId" = $2 AND "claimedAt" IS NULL`,
      [
        before.id,
        own.id,
        content.text,
        JSON.stringify(content.attachments),
        content.attachments.map((one) => one.id),
        sendAt,
        modseq,
      ],
    );
    if (!rowCount) throw new Refusal("conflict", "schedule-sending");
  });
}

/** Calls off what was to be said. */
export async function cancelScheduled(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  await accessScheduled(ctx, own, id);
  await changeSpace(ctx, own.spaceId, async (client) => {
    const { rowCount } = await client.query(
      'DELETE FROM "ChatSchedule" WHERE "id" = $1 AND "accountId" = $2 AND "claimedAt" IS NULL',
      [id, own.id],
    );
    if (!rowCount) throw new Refusal("conflict", "schedule-sending");
  });
}

type Attached = NonNullable<NewMessage["attachments"]>;
export type Waiting = {
  readonly id: string;
  readonly roomId: string;
  readonly text: string;
  readonly attachments: Attached;
};

/** Something that the actor is to say; any other is not found. */
export async function accessScheduled(ctx: Context, own: OwnAccount, id: string): Promise<Waiting> {
  const { rows } = isId(id)
    ? await ctx.db.pool.query<Waiting>(
        'SELECT "id", "roomId", "text", "attachments" FROM "ChatSchedule" WHERE "id" = $1 AND "accountId" = $2',
        [id, own.id],
      )
    : { rows: [] };
  const [row] = rows;
  if (!row) throw new Refusal("not-found", "schedule-unknown");
  return row;
}

async function readContent(
  ctx: Context,
  room: RoomAccess,
  input: { readonly text: string; readonly attachments?: Attached | undefined },
): Promise<{ text: string; attachments: Attached }> {
  const text = readText(input.text);
  const attachments = (input.attachments ?? []).map(({ id, width, height }) => ({ id, width, height }));
  if (text === "" && attachments.length === 0) throw new Refusal("invalid", "chat-empty");
  if (attachments.length > mostAttachments)
    throw new Refusal("too-large", "chat-attachments-many", { most: mostAttachments });
  const ids = attachments.map((one) => one.id);
  const { rowCount } = await ctx.db.pool.query(
    `SELECT 1 FROM "Node" WHERE "id" = ANY($1) AND "spaceId" = $2 AND "creatorId" = $3 AND "kind" = 'file' AND "deletedAt" IS NULL AND "purgedAt" IS NULL`,
    [ids.filter(isId), room.id, room.accountId],
  );
  if (rowCount !== ids.length) throw new Refusal("not-found", "node-unknown");
  return { text, attachments };
}

function readTime(ctx: Context, text: string): Date {
  const at = new Date(text);
  const now = ctx.clock.now().getTime();
  if (!(at.getTime() > now) || at.getTime() > now + yearMs) throw new Refusal("invalid", "schedule-time");
  return at;
}
