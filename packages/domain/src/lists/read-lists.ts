import { type Actor, Refusal } from "@carbyne/kernel";
import { accessAdmin, accessList } from "../access/index.ts";
import type { Context } from "../context.ts";
import type { ListReaders, ListSenders } from "./terms.ts";

export type ListRow = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly description: string;
  readonly whoMaySend: ListSenders;
  readonly whoSeesMembers: ListReaders;
  /** Rows of the list itself: a list in it counts as one. */
  readonly memberCount: number;
  readonly managerCount: number;
  /** How many other lists it is in. */
  readonly aboveCount: number;
  /** ISO 8601. */
  readonly createdAt: string;
};

type Row = Omit<ListRow, "createdAt"> & { createdAt: Date };

const pageSize = 100;

const selectRows = `SELECT l."id", l."name", a."local" || '@' || d."name" AS "address", l."description", l."whoMaySend", l."whoSeesMembers", l."createdAt",
    (SELECT count(*)::int FROM "MailListMember" m WHERE m."listId" = l."id" AND m."isMember") AS "memberCount",
    (SELECT count(*)::int FROM "MailListMember" m WHERE m."listId" = l."id" AND m."isManager") AS "managerCount",
    (SELECT count(*)::int FROM "MailListMember" m WHERE m."nestedId" = l."id") AS "aboveCount"
  FROM "MailList" l JOIN "Domain" d ON d."id" = l."domainId" JOIN "Address" a ON a."listId" = l."id"`;

export type ListsInput = {
  readonly text?: string | undefined;
  readonly domainId?: string | undefined;
  readonly cursor?: string | undefined;
};

/** The lists that an administrator keeps, by address, page by page; `text` is part of a name or an address. */
export async function listLists(
  ctx: Context,
  actor: Actor,
  { text, domainId, cursor }: ListsInput,
): Promise<{ items: ListRow[]; nextCursor: string | null }> {
  const { scope } = await accessAdmin(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT * FROM (${selectRows} WHERE ($1::uuid IS NULL OR l."domainId" = $1) AND ($2::uuid IS NULL OR l."domainId" = $2)) r
     WHERE ($3::text IS NULL OR position($3 IN lower(r."name")) > 0 OR position($3 IN r."address") > 0) AND ($4::text IS NULL OR r."address" > $4)
     ORDER BY r."address" LIMIT ${pageSize}`,
    [scope ?? null, domainId ?? null, text?.trim().toLowerCase() || null, cursor ?? null],
  );
  const items = rows.map(rowOf);
  return { items, nextCursor: items.length === pageSize ? (items.at(-1)?.address ?? null) : null };
}

/** One list, for those who keep it. */
export async function getList(ctx: Context, actor: Actor, { id }: { id: string }): Promise<ListRow> {
  await accessList(ctx, actor, id, "manage");
  const { rows } = await ctx.db.pool.query<Row>(`${selectRows} WHERE l."id" = $1`, [id]);
  if (!rows[0]) throw new Refusal("not-found", "list-unknown");
  return rowOf(rows[0]);
}

function rowOf({ createdAt, ...row }: Row): ListRow {
  return { ...row, createdAt: createdAt.toISOString() };
}

export type MemberRow = {
  readonly address: string;
  /** Of an account or a list in the domain of the list; "" elsewhere. */
  readonly name: string;
  readonly kind: "account" | "list" | "elsewhere";
  readonly isMember: boolean;
  readonly isManager: boolean;
};

/** Who belongs to a list, managers first, page by page. */
export async function listMembers(
  ctx: Context,
  actor: Actor,
  { id, text, cursor }: { id: string; text?: string | undefined; cursor?: string | undefined },
): Promise<{ items: MemberRow[]; nextCursor: string | null }> {
  await accessList(ctx, actor, id, "manage");
  const { rows } = await ctx.db.pool.query<MemberRow & { key: string }>(
    `SELECT * FROM (
       SELECT m."address", coalesce(c."name", n."name", '') AS "name", m."isMember", m."isManager",
         CASE WHEN c."id" IS NOT NULL THEN 'account' WHEN m."nestedId" IS NOT NULL THEN 'list' ELSE 'elsewhere' END AS "kind",
         CASE WHEN m."isManager" THEN '0' ELSE '1' END || m."address" AS "key"
       FROM "MailListMember" m JOIN "MailList" l ON l."id" = m."listId"
       LEFT JOIN "Account" c ON c."id" = m."accountId" AND c."domainId" = l."domainId"
       LEFT JOIN "MailList" n ON n."id" = m."nestedId" AND n."domainId" = l."domainId" WHERE m."listId" = $1) r
     WHERE ($2::text IS NULL OR position($2 IN lower(r."name")) > 0 OR position($2 IN r."address") > 0) AND ($3::text IS NULL OR r."key" > $3)
     ORDER BY r."key" LIMIT ${pageSize}`,
    [id, text?.trim().toLowerCase() || null, cursor ?? null],
  );
  const last = rows.length === pageSize ? rows.at(-1) : undefined;
  return { items: rows.map(memberOf), nextCursor: last?.key ?? null };
}

function memberOf({ address, name, kind, isMember, isManager }: MemberRow): MemberRow {
  return { address, name, kind, isMember, isManager };
}
