import type { Context } from "../context.ts";

export const activePrefix = "active/";

/** Says in all processes that somebody looks at a page and touches it, which holds until a moment. Callers have seen to who it is. */
export function sayActive(ctx: Context, accountId: string, until: Date): void {
  ctx.bus.signal(`${activePrefix}${accountId}`, String(until.getTime()));
}
