import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type Device, readUserAgent } from "./user-agent.ts";

/** What is told of, besides sign-ins. */
const changes = ["password.change", "account.password", "app-password.create", "app-password.revoke", "session.end"];
const keptDays = 90;
const most = 200;

export type Activity = {
  /** ISO 8601, of the last of them. */
  readonly at: string;
  /** How often that day, from the same place in the same way. */
  readonly times: number;
  readonly action: string;
  readonly ip: string | null;
  /** `web`, or the protocol of a program. */
  readonly via: string | null;
  /** The app password, when it was one. */
  readonly name: string | null;
  readonly device: Device | null;
  /** Why it failed. */
  readonly reason: string | null;
};

type Row = Omit<Activity, "at" | "device"> & { readonly at: Date; readonly userAgent: string | null };

/**
 * Who signed in to the actor's account or tried to, and what changed of its passwords, in the last ninety days, the newest first. What came again
 * and again on one day of the person's is one line.
 */
export async function listActivity(ctx: Context, actor: Actor): Promise<Activity[]> {
  const { id, zone } = await accessOwnAccount(ctx, actor);
  const since = new Date(ctx.clock.now().getTime() - keptDays * 86_400_000);
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT max("at") AS "at", count(*)::int AS "times", "action", "ip", "data"->>'via' AS "via", "data"->>'name' AS "name",
       "data"->>'userAgent' AS "userAgent", "data"->>'reason' AS "reason"
     FROM (SELECT * FROM "AuditEvent" WHERE "actorId" = $1::uuid AND "action" = 'sign-in' AND "at" > $2
           UNION ALL
           SELECT * FROM "AuditEvent" WHERE "objectId" = $1::text AND "action" = ANY($3) AND "at" > $2) e
     GROUP BY 3, 4, 5, 6, 7, 8, ("at" AT TIME ZONE $4)::date ORDER BY 1 DESC LIMIT ${most}`,
    [id, since, ["sign-in.failed", ...changes], zone],
  );
  return rows.map(({ userAgent, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    device: userAgent === null ? null : readUserAgent(userAgent),
  }));
}
