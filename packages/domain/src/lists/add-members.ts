import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessList, accessLists, type ListAccess } from "../access/index.ts";
import { splitAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { followLists } from "../list-holders/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { auditEntry } from "./audit-entry.ts";

export const mostMembers = 10_000;
/** A list in a list in a list: so many lists one below the other, the uppermost counted. */
export const deepest = 5;

export type AddMembers = {
  readonly id: string;
  readonly addresses: readonly string[];
  /** Managers keep the list and are reached by it only when they are members too. */
  readonly as: "member" | "manager";
};

/** Why an address was not taken; the words for it are the caller's. */
export type Refused = { readonly address: string; readonly reason: string };

export type Added = {
  /** In the order in which they were given. */
  readonly added: string[];
  /** Were that already. */
  readonly known: string[];
  readonly refused: Refused[];
};

/**
 * Adds people, other lists and addresses elsewhere, or makes people of ours managers. What cannot be added is told and holds up nothing else. A list
 * is added by whoever keeps both.
 */
export async function addMembers(ctx: Context, actor: Actor, { id, addresses, as }: AddMembers): Promise<Added> {
  const list = await accessList(ctx, actor, id, "manage");
  if (addresses.length > mostMembers) throw new Refusal("too-many", "list-members-too-many", { max: mostMembers });
  const { found, refused } = await candidatesOf(ctx, actor, { list, addresses, as });
  const { added, known } = await changeSpace(ctx, list.spaceId, (client, modseq) =>
    write(client, { list, modseq, candidates: found, as }),
  );
  if (added.length > 0) {
    await followLists(ctx, [list.id]);
    await recordAudit(ctx, actor, {
      ...auditEntry("list.add", list),
      data: { as, addresses: added.slice(0, 100), count: added.length },
    });
  }
  return { added, known, refused };
}

type Candidate = { readonly address: string; readonly accountId: string | null; readonly nestedId: string | null };
type Adding = { list: ListAccess; addresses: readonly string[]; as: AddMembers["as"] };
type Known = Candidate & { asked: string; isOurs: boolean };

/**
 * What each address stands for: one of the list's domain by its own address, whichever of its addresses was given. Those of other domains here stay
 * as they were given, so that nobody learns from a list whose an address is.
 */
async function candidatesOf(
  ctx: Context,
  actor: Actor,
  { list, addresses, as }: Adding,
): Promise<{ found: Candidate[]; refused: Refused[] }> {
  const refused: Refused[] = [];
  const asked = new Map<string, { local: string; domain: string }>();
  for (const text of addresses) {
    const parts = partsOf(text.trim());
    if (parts) asked.set(`${parts.local}@${parts.domain}`, parts);
    else refused.push({ address: text.trim().slice(0, 320), reason: "address-invalid" });
  }
  const parts = [...asked.values()];
  const { rows } = await ctx.db.pool.query<Known>(
    `SELECT q."local" || '@' || q."domain" AS "asked", d."id" IS NOT NULL AS "isOurs", f."accountId", f."listId" AS "nestedId",
       coalesce(o."local" || '@' || od."name", q."local" || '@' || q."domain") AS "address"
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q("local", "domain", "at") LEFT JOIN "Domain" d ON d."name" = q."domain"
     LEFT JOIN LATERAL (
       SELECT * FROM "Address" a WHERE a."domainId" = d."id" AND a."local" IN (q."local", split_part(q."local", '+', 1)) ORDER BY length(a."local") DESC LIMIT 1) f ON true
     LEFT JOIN LATERAL (
       SELECT * FROM "Address" a WHERE (a."accountId" = f."accountId" AND a."domainId" = $3 AND a."kind" NOT IN ('alias', 'mask')) OR a."listId" = f."listId" LIMIT 1) o ON true
     LEFT JOIN "Domain" od ON od."id" = o."domainId" ORDER BY q."at"`,
    [parts.map(({ local }) => local), parts.map(({ domain }) => domain), list.domainId],
  );
  const lists = await nestable(ctx, actor, { list, ids: rows.flatMap(({ nestedId }) => nestedId ?? []) });
  const found = new Map<string, Candidate>();
  for (const { asked: address, isOurs, ...row } of rows) {
    const reason = reasonAgainst({ ...row, isOurs }, { as, lists });
    if (reason) refused.push({ address, reason });
    else found.set(row.address, row);
  }
  return { found: [...found.values()], refused };
}

function partsOf(text: string) {
  try {
    return splitAddress(text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function reasonAgainst(
  { isOurs, accountId, nestedId }: Omit<Known, "asked">,
  { as, lists }: { as: AddMembers["as"]; lists: ReadonlyMap<string, string | null> },
): string | null {
  if (as === "manager" && accountId === null) return "list-manager-elsewhere";
  if (nestedId !== null) return lists.get(nestedId) ?? null;
  return isOurs && accountId === null ? "recipient-unknown" : null;
}

/** Of lists that are to be put into this one, what is against it. */
async function nestable(
  ctx: Context,
  actor: Actor,
  { list, ids }: { list: ListAccess; ids: readonly string[] },
): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const kept = await accessLists(ctx, actor, ids);
  const { rows } = await ctx.db.pool.query<{ id: string; height: number; isAbove: boolean }>(
    `WITH RECURSIVE down AS (
       SELECT i AS "top", i AS "id", 1 AS "height" FROM unnest($1::uuid[]) i
       UNION SELECT d."top", m."nestedId", d."height" + 1 FROM down d JOIN "MailListMember" m ON m."listId" = d."id" AND m."nestedId" IS NOT NULL AND d."height" < $3)
     SELECT "top" AS "id", max("height")::int AS "height", bool_or("id" = $2) AS "isAbove" FROM down GROUP BY "top"`,
    [ids, list.id, deepest + 1],
  );
  const depth = await depthOf(ctx, list.id);
  const shapes = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    ids.map((id) => {
      const shape = shapes.get(id);
      // Whoever may write to this list would reach the other one's members past its own rule.
      if (!kept.find((one) => one.id === id)?.rights.has("manage")) return [id, "list-manage-denied"];
      if (!shape || shape.isAbove) return [id, "list-inside-itself"];
      return [id, shape.height + depth > deepest ? "list-too-deep" : null];
    }),
  );
}

/** How many lists stand above this one at most, itself counted. */
async function depthOf(ctx: Context, id: string): Promise<number> {
  const { rows } = await ctx.db.pool.query<{ depth: number }>(
    `WITH RECURSIVE up AS (
       SELECT $1::uuid AS "id", 1 AS "depth"
       UNION SELECT m."listId", up."depth" + 1 FROM up JOIN "MailListMember" m ON m."nestedId" = up."id" AND up."depth" <= $2)
     SELECT max("depth")::int AS "depth" FROM up`,
    [id, deepest],
  );
  return rows[0]?.depth ?? 1;
}

type Writing = { list: ListAccess; modseq: bigint; candidates: readonly Candidate[]; as: AddMembers["as"] };

/** Under the lock of the list's space, so that two who add at once do not go past the limit together. */
async function write(
  client: pg.PoolClient,
  { list, modseq, candidates, as }: Writing,
): Promise<{ added: string[]; known: string[] }> {
  const flag = as === "manager" ? "isManager" : "isMember";
  const { rows } = await client.query<{ address: string }>(
    `INSERT INTO "MailListMember" ("id", "listId", "spaceId", "modseq", "address", "accountId", "nestedId", "isMember", "isManager")
     SELECT c."id"::uuid, $1, $2, $3, c."address", c."accountId"::uuid, c."nestedId"::uuid, $8, NOT $8
     FROM unnest($4::text[], $5::text[], $6::text[], $7::text[]) AS c("id", "address", "accountId", "nestedId")
     ON CONFLICT ("listId", "address") DO UPDATE SET "${flag}" = true, "modseq" = EXCLUDED."modseq",
       "accountId" = EXCLUDED."accountId", "nestedId" = EXCLUDED."nestedId" WHERE NOT "MailListMember"."${flag}"
     RETURNING "address"`,
    [
      list.id,
      list.spaceId,
      modseq,
      candidates.map(() => newId()),
      candidates.map(({ address }) => address),
      candidates.map(({ accountId }) => accountId),
      candidates.map(({ nestedId }) => nestedId),
      as === "member",
    ],
  );
  const { rows: counted } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS "count" FROM "MailListMember" WHERE "listId" = $1',
    [list.id],
  );
  if ((counted[0]?.count ?? 0) > mostMembers)
    throw new Refusal("too-many", "list-members-too-many", { max: mostMembers });
  const written = new Set(rows.map(({ address }) => address));
  const addresses = candidates.map(({ address }) => address);
  return {
    added: addresses.filter((address) => written.has(address)),
    known: addresses.filter((address) => !written.has(address)),
  };
}
