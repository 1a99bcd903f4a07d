import { transaction } from "@carbyne/db";
import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { pushTo } from "../../push/index.ts";
import { countAttempt } from "../../sign-in/index.ts";
import { fill } from "../../words/index.ts";
import { accessFromInside, type Place } from "../place.ts";

/** For so long it rings. */
export const ringMs = 45_000;
/** Calls of one person into meetings that go on: nobody makes others' pages ring without end. */
const rate = { burst: 20, perMinute: 10 };
/** In a room of so many it rings by itself when a meeting begins. */
/** In a room with more people a meeting that begins calls nobody by itself. */
export const mostRung = 20;

/** What is said to all pages of one person about one call. */
export type CallSignal =
  | { readonly what: "ringing"; readonly roomId: string; readonly by: string }
  | { readonly what: "stopped"; readonly why: "answered" | "declined" }
  | { readonly what: "declined"; readonly roomId: string; readonly by: string };

export const callTopic = (accountId: string) => `call/${accountId}/`;

/** `about` keeps what is said of one meeting apart from what is said of another. */
export function signalCall(
  ctx: Context,
  { accountId, meetingId, part = "ring" }: { accountId: string; meetingId: string; part?: string },
  signal: CallSignal,
): void {
  ctx.bus.signal(`${callTopic(accountId)}${meetingId}/${part}`, JSON.stringify(signal));
}

export function stopRinging(
  ctx: Context,
  { meetingId, accountId, why }: { meetingId: string; accountId: string; why: "answered" | "declined" },
): void {
  signalCall(ctx, { accountId, meetingId }, { what: "stopped", why });
}

type Calling = { readonly room: Place["room"]; readonly meetingId: string };

/** Calls the others of a one-to-one or a small group when one of them begins to meet. */
export async function ringAtStart(ctx: Context, { room, meetingId }: Calling): Promise<void> {
  if (room.kind === "channel") return;
  const { rows } = await ctx.db.pool.query<{ present: number }>(
    'SELECT count(*)::int AS "present" FROM "RoomMember" WHERE "spaceId" = $1 AND "leftAt" IS NULL',
    [room.id],
  );
  if ((rows[0]?.present ?? 0) <= mostRung) await ring(ctx, { room, meetingId }, null);
}

/** Calls people of the room into the meeting, or all who are not in it. For those who are. */
export async function ringPeople(
  ctx: Context,
  actor: Actor,
  { roomId, personIds }: { roomId: string; personIds: readonly string[] | null },
): Promise<void> {
  const { room, meetingId } = await accessFromInside(ctx, actor, roomId);
  if (room.personKind !== "account") throw new Refusal("forbidden", "meeting-not-in");
  await countAttempt(ctx, `ring:${room.personId}`, rate);
  await ring(ctx, { room, meetingId }, personIds);
}

async function ring(ctx: Context, { room, meetingId }: Calling, personIds: readonly string[] | null): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT x."accountId" AS "id" FROM "RoomMember" x JOIN "Account" a ON a."id" = x."accountId" WHERE x."spaceId" = $1 AND x."leftAt" IS NULL AND a."state" = 'active'
       AND x."accountId" <> $2 AND ($3::uuid[] IS NULL OR x."accountId" = ANY($3)) AND NOT EXISTS (SELECT 1 FROM "MeetingPerson" p JOIN "Meeting" f ON f."id" = p."meetingId"
         WHERE f."roomId" = $1 AND f."endedAt" IS NULL AND p."personId" = x."accountId" AND p."state" IN ('here', 'removed'))`,
    [room.id, room.personId, personIds?.filter(isId) ?? null],
  );
  for (const { id: accountId } of rows)
    signalCall(ctx, { accountId, meetingId }, { what: "ringing", roomId: room.id, by: room.personId });
  await transaction(ctx.db.pool, async (client) => {
    for (const { id: accountId } of rows)
      await pushTo(ctx, client, {
        accountId,
        titleOf: (words) => fill(words.pushCall, { person: room.personName }),
        body: room.name,
        tag: `call-${room.id}`,
        href: `/meet/${room.id}`,
        livesMs: ringMs,
      });
  });
}
