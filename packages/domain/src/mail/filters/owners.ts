import type { MailboxRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { AutoReplyRow } from "../out-of-office/out-of-office.ts";
import { judgmentsOf, type SenderJudgment } from "../senders/index.ts";

/** What decides about mail in a space, read in one question as every delivery asks it. */
export type Owner = {
  readonly spaceId: string;
  readonly accountId: string;
  readonly name: string;
  readonly locale: string;
  readonly zone: string;
  readonly address: string;
  /** The account and its domain may act: one that may not sends nothing by itself. */
  readonly isActive: boolean;
  readonly scriptId: string | null;
  readonly script: string | null;
  readonly autoReply: AutoReplyRow | null;
  readonly judgment: SenderJudgment | null;
};

type Row = Omit<Owner, "judgment" | "autoReply"> & { autoReply: Record<string, unknown> | null };

/** The owners of spaces, each with the active script of a direction, the reply while away, and what was said of the message's author. */
export async function ownersOf(
  ctx: Context,
  { spaceIds, author, direction }: { spaceIds: readonly string[]; author: string | null; direction: Direction },
): Promise<Map<string, Owner>> {
  const [only, ...others] = spaceIds;
  const isOne = only !== undefined && others.length === 0;
  const [{ rows }, judgments] = await Promise.all([
    ctx.db.pool.query<Row>({
      // For an array the planner plans anew each time; asked for one, as with most mail, it does not.
      name: `${isOne ? "owner" : "owners"}-${direction}`,
      text: `SELECT a."spaceId", a."id" AS "accountId", a."name", a."locale", a."zone", p."local" || '@' || d."name" AS "address",
               a."state" = 'active' AND d."state" = 'active' AS "isActive", s."id" AS "scriptId", s."text" AS "script", to_jsonb(r.*) AS "autoReply"
             FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
             JOIN LATERAL (SELECT "local" FROM "Address" p WHERE p."accountId" = a."id" ORDER BY p."kind" IN ('alias', 'mask'), p."createdAt" LIMIT 1) p ON true
             LEFT JOIN "SieveScript" s ON s."spaceId" = a."spaceId" AND s."${columns[direction]}"
             LEFT JOIN "AutoReply" r ON r."spaceId" = a."spaceId" AND r."isOn"
             WHERE a."spaceId" = ${isOne ? "$1" : "ANY($1)"}`,
      values: [isOne ? only : spaceIds],
    }),
    author === null ? new Map<string, SenderJudgment>() : judgmentsOf(ctx, spaceIds, author),
  ]);
  return new Map(
    rows.map((row) => [
      row.spaceId,
      { ...row, autoReply: row.autoReply && autoReplyOf(row.autoReply), judgment: judgments.get(row.spaceId) ?? null },
    ]),
  );
}

export type Direction = "incoming" | "outgoing";

const columns = { incoming: "activeIncoming", outgoing: "activeOutgoing" } as const satisfies Record<Direction, string>;

/** JSON has no dates. */
function autoReplyOf(row: Record<string, unknown>): AutoReplyRow {
  const date = (value: unknown) => (typeof value === "string" ? new Date(value) : null);
  const reply = row as Omit<AutoReplyRow, "startsAt" | "endsAt"> & Record<"startsAt" | "endsAt", unknown>;
  return { ...reply, startsAt: date(reply.startsAt), endsAt: date(reply.endsAt) };
}

/** The mailbox of what arrives before any filter is asked: an allowed sender's mail is never junk, a blocked one's always. */
export function roleFor({ judgment }: Pick<Owner, "judgment">, isJunk: boolean): MailboxRole {
  if (judgment === "allowed") return "inbox";
  return judgment === "blocked" || isJunk ? "junk" : "inbox";
}
