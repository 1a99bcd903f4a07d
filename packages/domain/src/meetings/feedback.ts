import { type Actor, actingAccount, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import { meetingGuestId } from "../chat/index.ts";
import type { Context } from "../context.ts";

export type Feedback = {
  readonly meetingId: string;
  /** 1 to 5. */
  readonly stars: number;
  readonly faults: readonly string[];
  readonly text: string;
};

/** Says how somebody found a meeting that they were in; said again it takes the place of what they said before. */
export async function giveFeedback(ctx: Context, actor: Actor, given: Feedback): Promise<void> {
  const personId = actor.kind === "guest" ? await meetingGuestId(ctx, actor) : await accountOf(ctx, actor);
  if (!Number.isInteger(given.stars) || given.stars < 1 || given.stars > 5)
    throw new Refusal("invalid", "meeting-stars");
  const { rowCount } = isId(given.meetingId)
    ? await ctx.db.pool.query(
        `INSERT INTO "MeetingFeedback" ("meetingId", "personId", "stars", "faults", "text", "at")
         SELECT p."meetingId", p."personId", $3, $4, $5, $6 FROM "MeetingPerson" p WHERE p."meetingId" = $1 AND p."personId" = $2 AND p."joinedAt" IS NOT NULL
         ON CONFLICT ("meetingId", "personId") DO UPDATE SET "stars" = excluded."stars", "faults" = excluded."faults", "text" = excluded."text", "at" = excluded."at"`,
        [given.meetingId, personId, given.stars, given.faults, given.text.trim(), ctx.clock.now()],
      )
    : { rowCount: 0 };
  if (!rowCount) throw new Refusal("not-found", "meeting-over");
}

async function accountOf(ctx: Context, actor: Actor): Promise<string> {
  await accessOwnAccount(ctx, actor);
  return actingAccount(actor) ?? "";
}
