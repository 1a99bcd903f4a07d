import { mostInSmallRoom } from "@carbyne/schemas/telling";
import type { Context } from "../../context.ts";
import { resolveForMany } from "../../settings/index.ts";
import { changeInGroup } from "../../spaces/index.ts";

/** What reached a client of somebody's: what is said in a room, up to a number. */
type Reached = { readonly roomId: string; readonly accountId: string; readonly number: number };

/** What reaches people within this time is written at once, a row of each and not of each message. */
const gatherMs = 2000;

/** A room where something is said all the time is written no more often than this: each writing is told to all who are in it. */
const pauseMs = 6000;

type Waiting = {
  timer: NodeJS.Timeout | undefined;
  readonly numbers: Map<string, Reached>;
  /** When a room was last written, by the process's own clock. */
  readonly writtenAt: Map<string, number>;
};
const waitingIn = new WeakMap<Context["bus"], Waiting>();

/**
 * Notes that messages reached a client of somebody's; what they said themselves is no news to them. In one-to-ones and small groups the others see it
 * soon, where settings of both let it be seen; what is not written when a process ends is with what reaches them next.
 */
export function noteGiven(
  ctx: Context,
  { roomId, accountId }: Omit<Reached, "number">,
  messages: readonly { readonly number: number; readonly authorId: string | null }[],
): void {
  const number = Math.max(0, ...messages.map((one) => (one.authorId === accountId ? 0 : one.number)));
  if (number > 0) noteDelivered(ctx, { roomId, accountId, number });
}

function noteDelivered(ctx: Context, reached: Reached): void {
  const fresh = { timer: undefined, numbers: new Map<string, Reached>(), writtenAt: new Map<string, number>() };
  const waiting: Waiting = waitingIn.get(ctx.bus) ?? fresh;
  waitingIn.set(ctx.bus, waiting);
  const key = `${reached.roomId} ${reached.accountId}`;
  if ((waiting.numbers.get(key)?.number ?? 0) >= reached.number) return;
  waiting.numbers.set(key, reached);
  writeSoon(ctx, waiting);
}

function writeSoon(ctx: Context, waiting: Waiting): void {
  waiting.timer ??= setTimeout(() => {
    waiting.timer = undefined;
    const due = takeDue(waiting, performance.now());
    if (waiting.numbers.size > 0) writeSoon(ctx, waiting);
    if (due.length === 0) return;
    write(ctx, due).catch((error: unknown) => ctx.log.warn({ err: error }, "what reached people could not be noted"));
  }, gatherMs).unref();
}

function takeDue({ numbers, writtenAt }: Waiting, now: number): Reached[] {
  for (const [roomId, at] of writtenAt) if (now - at >= pauseMs) writtenAt.delete(roomId);
  const due = [...numbers].filter(([, { roomId }]) => !writtenAt.has(roomId));
  for (const [key, { roomId }] of due) {
    numbers.delete(key);
    writtenAt.set(roomId, now);
  }
  return due.map(([, reached]) => reached);
}

async function write(ctx: Context, all: readonly Reached[]): Promise<void> {
  const { rows: news } = await ctx.db.pool.query<Reached>({
    name: "delivered-news",
    text: `WITH small AS MATERIALIZED (SELECT r."spaceId" FROM "Room" r WHERE r."spaceId" = ANY($1) AND r."kind" <> 'channel' AND
             (SELECT count(*) FROM (SELECT 1 FROM "RoomMember" c WHERE c."spaceId" = r."spaceId" AND c."leftAt" IS NULL LIMIT ${mostInSmallRoom + 1}) n) <= ${mostInSmallRoom})
           SELECT v."roomId", v."accountId", v."number" FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS v("roomId", "accountId", "number")
           JOIN small ON small."spaceId" = v."roomId"
           JOIN "RoomMember" m ON m."spaceId" = v."roomId" AND m."accountId" = v."accountId" AND m."leftAt" IS NULL AND m."deliveredNumber" < v."number"`,
    values: [all.map((one) => one.roomId), all.map((one) => one.accountId), all.map((one) => one.number)],
  });
  if (news.length === 0) return;
  const people = [...new Set(news.map((one) => one.accountId))];
  const settings = await resolveForMany(ctx, people, ["chat.readReceipts"]);
  const seen = news.filter((one) => settings.get(one.accountId)?.["chat.readReceipts"] === true);
  for (const [roomId, reached] of Map.groupBy(seen, (one) => one.roomId))
    await changeInGroup(ctx, roomId, (client, modseq) =>
      client.query({
        name: "write-delivered",
        text: `UPDATE "RoomMember" m SET "deliveredNumber" = least(v."number", r."lastNumber"), "modseq" = $4
               FROM unnest($2::uuid[], $3::int[]) AS v("accountId", "number"), "Room" r
               WHERE m."spaceId" = $1 AND m."accountId" = v."accountId" AND r."spaceId" = $1 AND m."deliveredNumber" < least(v."number", r."lastNumber")`,
        values: [roomId, reached.map((one) => one.accountId), reached.map((one) => one.number), modseq],
      }),
    );
}
