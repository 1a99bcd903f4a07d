import ipaddr from "ipaddr.js";
import { newId } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";

/** What visitors do through a link. */
export type LinkVerb = "opened" | "downloaded" | "uploaded" | "joined" | "wrong-code";

type NewEvent = {
  readonly linkId: string;
  readonly verb: LinkVerb;
  readonly nodeId?: string | null;
  /** Of the entry. */
  readonly name?: string;
  /** Where it came from, in full. */
  readonly ip?: string | undefined;
  readonly accountId?: string;
  readonly at: Date;
};

/** Who does the same again within this time has gone on, and not come again. */
const sameMs = 10 * 60_000;

/** Notes what was done through a link, unless the same was a moment ago. */
export async function noteLinkEvent(client: pg.ClientBase | pg.Pool, event: NewEvent): Promise<void> {
  const { linkId, verb, nodeId = null, name = "", ip, accountId = null, at } = event;
  await client.query(
    `INSERT INTO "FileLinkEvent" ("id", "linkId", "verb", "nodeId", "name", "address", "accountId", "at")
     SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (
       SELECT 1 FROM "FileLinkEvent" WHERE "linkId" = $2 AND "verb" = $3 AND "nodeId" IS NOT DISTINCT FROM $4 AND "address" = $6 AND "accountId" IS NOT DISTINCT FROM $7 AND "at" > $9)`,
    [
      newId(),
      linkId,
      verb,
      nodeId,
      name,
      ip === undefined ? "" : shortAddress(ip),
      accountId,
      at,
      new Date(at.getTime() - sameMs),
    ],
  );
}

/** A network address without the part that names one connection: `192.0.2.x`, `2001:db8:7::`. */
export function shortAddress(ip: string): string {
  if (!ipaddr.isValid(ip)) return "";
  const address = ipaddr.process(ip);
  const [bytes, kept] = [address.toByteArray(), address.kind() === "ipv4" ? 3 : 6];
  const network = ipaddr.fromByteArray(bytes.map((byte, i) => (i < kept ? byte : 0))).toString();
  return address.kind() === "ipv4" ? network.replace(/0$/, "x") : network;
}

const eventDays = 180;
const mostEvents = 1000;
/** How long one that was taken back is kept with its log. */
const revokedDays = 30;
const dayMs = 86_400_000;

/** Forgets links that were taken back long ago, and of each log what is old or too much. The server's own job. */
export async function purgeLinks(ctx: Context): Promise<void> {
  const before = (days: number) => new Date(ctx.clock.now().getTime() - days * dayMs);
  await ctx.db.pool.query('DELETE FROM "FileLink" WHERE "revokedAt" < $1', [before(revokedDays)]);
  await ctx.db.pool.query('DELETE FROM "FileLinkEvent" WHERE "at" < $1', [before(eventDays)]);
  await ctx.db.pool.query(
    `DELETE FROM "FileLinkEvent" WHERE "id" IN (
       SELECT "id" FROM (SELECT "id", row_number() OVER (PARTITION BY "linkId" ORDER BY "id" DESC) AS "place" FROM "FileLinkEvent") e
       WHERE e."place" > ${mostEvents})`,
  );
}
