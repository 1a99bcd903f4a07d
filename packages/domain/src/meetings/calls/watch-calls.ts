import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { onChanged } from "../live/changed.ts";
import { type CallSignal, callTopic, ringMs } from "./ring.ts";

/** What all pages of a person are told of calls. */
export type CallEvent =
  | {
      readonly what: "ringing";
      readonly roomId: string;
      readonly roomName: string;
      readonly roomKind: "direct" | "group" | "channel";
      readonly meetingId: string;
      readonly by: { readonly id: string; readonly name: string };
    }
  | {
      readonly what: "stopped";
      readonly meetingId: string;
      readonly why: "answered" | "declined" | "ended" | "timeout";
    }
  /** Somebody does not take the call that one began. */
  | {
      readonly what: "declined";
      readonly roomId: string;
      readonly meetingId: string;
      readonly by: { readonly id: string; readonly name: string };
    };

type Call = Omit<Extract<CallEvent, { what: "ringing" }>, "what">;
type Ringing = { readonly stop: () => void };

/** Tells of calls to the actor until the returned function is called; first of those that ring since before. Ends by `onEnd` when the actor may no longer ask. */
export async function watchCalls(
  ctx: Context,
  actor: Actor,
  { listener, onEnd }: { listener: (event: CallEvent) => void; onEnd: (error: unknown) => void },
): Promise<() => void> {
  const own = await accessOwnAccount(ctx, actor);
  const topic = callTopic(own.id);
  const ringing = new Map<string, Ringing>();
  let isOver = false;

  function quiet(meetingId: string, why: Extract<CallEvent, { what: "stopped" }>["why"]): void {
    const one = ringing.get(meetingId);
    if (!one || isOver) return;
    one.stop();
    ringing.delete(meetingId);
    listener({ what: "stopped", meetingId, why });
  }

  function ring(call: Call, restMs: number): void {
    if (isOver) return;
    const { meetingId, roomId } = call;
    ringing.get(meetingId)?.stop();
    const timer = setTimeout(() => quiet(meetingId, "timeout"), restMs);
    timer.unref();
    const unwatch = onChanged(ctx, roomId, () =>
      tolerate(async () => {
        if (!(await findCall(ctx, { meetingId, accountId: own.id, by: call.by.id }))) quiet(meetingId, "ended");
      }),
    );
    ringing.set(meetingId, {
      stop() {
        clearTimeout(timer);
        unwatch();
      },
    });
    listener({ what: "ringing", ...call });
  }

  async function hear(meetingId: string, signal: CallSignal): Promise<void> {
    if (signal.what === "stopped") return quiet(meetingId, signal.why);
    await accessOwnAccount(ctx, actor);
    const call = await findCall(ctx, { meetingId, accountId: own.id, by: signal.by });
    if (!call || isOver) return;
    if (signal.what === "ringing") ring(call, ringMs);
    else listener({ what: "declined", roomId: call.roomId, meetingId, by: call.by });
  }

  function tolerate(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (!(error instanceof Refusal)) ctx.log.warn({ err: error }, "a call could not be told");
      else if (!isOver) {
        stop();
        onEnd(error);
      }
    });
  }

  const unsubscribe = ctx.bus.onSignal(topic, ({ topic: whole, data }) => {
    const [meetingId = ""] = whole.slice(topic.length).split("/");
    tolerate(() => hear(meetingId, JSON.parse(data) as CallSignal));
  });

  function stop(): void {
    isOver = true;
    unsubscribe();
    for (const one of ringing.values()) one.stop();
    ringing.clear();
  }

  for (const { restMs, ...call } of await callsBefore(ctx, own.id))
    if (!ringing.has(call.meetingId)) ring(call, restMs);
  return stop;
}

const columns = `m."roomId", m."id" AS "meetingId", r."kind" AS "roomKind", json_build_object('id', b."id", 'name', b."name") AS "by",
  CASE WHEN r."kind" = 'direct' THEN b."name" ELSE r."name" END AS "roomName"`;

/** A meeting that goes on in a room that the account is in, as a call of somebody; null where there is none, or the account is in it. */
async function findCall(
  ctx: Context,
  { meetingId, accountId, by }: { meetingId: string; accountId: string; by: string },
): Promise<Call | null> {
  const { rows } = await ctx.db.pool.query<Call>({
    name: "find-call",
    text: `SELECT ${columns} FROM "Meeting" m JOIN "Room" r ON r."spaceId" = m."roomId" JOIN "RoomMember" x ON x."spaceId" = m."roomId" AND x."accountId" = $2 AND x."leftAt" IS NULL
           JOIN "Account" b ON b."id" = $3 WHERE m."id" = $1 AND m."endedAt" IS NULL`,
    values: [meetingId, accountId, by],
  });
  return rows[0] ?? null;
}

/** Meetings that began a moment ago in a one-to-one or a small group: they still ring on a page that is opened now. */
async function callsBefore(ctx: Context, accountId: string): Promise<(Call & { restMs: number })[]> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Call & { startedAt: Date }>({
    name: "calls-before",
    text: `SELECT ${columns}, m."startedAt" FROM "RoomMember" x JOIN "Meeting" m ON m."roomId" = x."spaceId" AND m."endedAt" IS NULL AND m."parentId" IS NULL
           JOIN "Room" r ON r."spaceId" = m."roomId" AND r."kind" <> 'channel' JOIN "Account" b ON b."id" = m."startedById"
           WHERE x."accountId" = $1 AND x."leftAt" IS NULL AND m."startedAt" > $2 AND m."startedById" <> $1
             AND (SELECT count(*) FROM "RoomMember" y WHERE y."spaceId" = x."spaceId" AND y."leftAt" IS NULL) <= 20
             AND NOT EXISTS (SELECT 1 FROM "MeetingPerson" p WHERE p."meetingId" = m."id" AND p."personId" = $1)`,
    values: [accountId, new Date(now.getTime() - ringMs)],
  });
  return rows.map(({ startedAt, ...call }) => ({ ...call, restMs: startedAt.getTime() + ringMs - now.getTime() }));
}
