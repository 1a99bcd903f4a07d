import type { Context } from "../../context.ts";
import type { ThreadState } from "./states.ts";

/** What is said about a conversation, as a screen shows it. Times are ISO 8601. */
export type StateView = {
  readonly isMuted: boolean;
  readonly isPinned: boolean;
  /** When it comes back from the snoozed ones. */
  readonly snoozedUntil: string | null;
  /** When it comes back unless somebody answers. */
  readonly followUpAt: string | null;
  /** Why it came back into the inbox by itself, and the time that it waited for or, unanswered, waited since. */
  readonly returned: { readonly why: "snoozed" | "unanswered"; readonly time: string } | null;
};

type Shown = Pick<ThreadState, "mutedAt" | "pinnedAt" | "snoozedUntil" | "followUpAt" | "returned" | "returnedTime">;

/** A state as a screen shows it; that it came back matters while it is in the inbox. */
export function viewOfState(state: Shown | undefined, { isInInbox }: { isInInbox: boolean }): StateView {
  const why = state?.returned ?? null;
  const time = state?.returnedTime ?? null;
  return {
    isMuted: Boolean(state?.mutedAt),
    isPinned: Boolean(state?.pinnedAt),
    snoozedUntil: state?.snoozedUntil?.toISOString() ?? null,
    followUpAt: state?.followUpAt?.toISOString() ?? null,
    returned: why && time && isInInbox ? { why, time: time.toISOString() } : null,
  };
}

/** What is said about one conversation. */
export async function findState(
  ctx: Context,
  { spaceId, threadId }: { spaceId: string; threadId: string },
): Promise<Shown | undefined> {
  const { rows } = await ctx.db.pool.query<Shown>({
    name: "thread-state",
    text: `SELECT "mutedAt", "pinnedAt", "snoozedUntil", "followUpAt", "returned", "returnedTime" FROM "ThreadState" WHERE "spaceId" = $1 AND "threadId" = $2`,
    values: [spaceId, threadId],
  });
  return rows[0];
}
