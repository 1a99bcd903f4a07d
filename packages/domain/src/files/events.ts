import { newId } from "@carbyne/kernel";
import type pg from "pg";

/** What people do with entries, as the activity of each tells it. */
export type NodeVerb =
  | "created"
  | "uploaded"
  | "renamed"
  | "moved"
  | "moved-in"
  | "moved-out"
  | "copied"
  | "described"
  | "trashed"
  | "restored"
  | "handed-over"
  | "version-restored";

/** Notes that somebody, or a visitor with null, did something with entries, in the transaction that does it. */
export async function noteEvents(
  client: pg.ClientBase,
  {
    ids,
    accountId,
    verb,
    at,
    detail = {},
  }: { ids: readonly string[]; accountId: string | null; verb: NodeVerb; at: Date; detail?: object },
): Promise<void> {
  await client.query(
    `INSERT INTO "NodeEvent" ("id", "nodeId", "accountId", "verb", "detail", "at")
     SELECT e."id", e."nodeId", $3, $4, $5, $6 FROM unnest($1::uuid[], $2::uuid[]) AS e("id", "nodeId")`,
    [ids.map(newId), ids, accountId, verb, JSON.stringify(detail), at],
  );
}
