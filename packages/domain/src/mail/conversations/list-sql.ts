import { mark } from "../sort-keys.ts";
import { flag } from "../flags.ts";
import { important } from "../tags/keywords.ts";

export type ListSort = "date" | "sender" | "subject" | "size" | "attachments";
export type ListFilter = "unread" | "starred" | "attachments" | "important" | "tagged" | "to-me" | "list";
export type Direction = "asc" | "desc";
/** What one line of a list is. */
export type Grouping = "conversations" | "messages";

/** What a list shows and in which order, apart from whose mail it is. */
export type ListShape = {
  readonly grouping: Grouping;
  readonly sort: ListSort;
  readonly direction: Direction;
  readonly filter?: ListFilter | undefined;
  /** The keyword of a tag. */
  readonly tag?: string | undefined;
  /** Of snoozed mail alone: its dates are those of its return. */
  readonly isByReturn?: boolean | undefined;
  /** The pinned conversations, when the list has only these or all but these. */
  readonly pins?: { readonly are: "only" | "apart"; readonly threadIds: readonly string[] } | undefined;
};

/** Where a line stands: its key under the sort, then its date, uid and mailbox. */
export type Stand = {
  readonly key: string;
  /** ISO 8601. */
  readonly date: string;
  readonly uid: string;
  readonly mailboxId: string;
};

export const sortColumns = {
  date: { column: "date", type: "timestamptz", natural: "desc" },
  sender: { column: "senderKey", type: "text", natural: "asc" },
  subject: { column: "subjectKey", type: "text", natural: "asc" },
  size: { column: "sizeBytes", type: "int", natural: "desc" },
  attachments: { column: "attachmentBytes", type: "int", natural: "desc" },
} as const satisfies Record<ListSort, { column: string; type: string; natural: Direction }>;

/** What is read of each mailbox. Snoozed mail is little, so that it needs no index of its own. */
function placesOf({ isByReturn }: ListShape): string {
  if (!isByReturn) return '"MailboxMessage" p';
  return `(SELECT q."mailboxId", q."uid", q."messageId", q."threadId", q."spaceId", q."flags", q."keywords", q."marks", q."isHead", q."sizeBytes",
      q."attachmentBytes", q."senderKey", q."subjectKey", coalesce(t."snoozedUntil", q."date") AS "date"
    FROM "MailboxMessage" q LEFT JOIN "ThreadState" t ON t."spaceId" = q."spaceId" AND t."threadId" = q."threadId") p`;
}

const filters: Record<ListFilter, string> = {
  unread: `p."flags" & ${flag.seen} = 0`,
  starred: `p."flags" & ${flag.flagged} <> 0`,
  attachments: `p."marks" & ${mark.attachments} <> 0`,
  // As its sender said, or as somebody has marked it here.
  important: `(p."marks" & ${mark.important} <> 0 OR p."keywords" && ARRAY['${important}'])`,
  "to-me": `p."marks" & ${mark.toMe} <> 0`,
  list: `p."marks" & ${mark.list} <> 0`,
  // What mail programs tell each other begins with a dollar sign; Thunderbird's five labels do too, and are tags.
  tagged: `p."keywords" <> '{}' AND EXISTS (SELECT 1 FROM unnest(p."keywords") k WHERE k NOT LIKE '$%' OR k ILIKE '$label_')`,
};

/**
 * Which messages of the mailboxes in `box` stand in the list as lines. Of a conversation that is the newest message that passes the filter; of a
 * message that lies in several of the mailboxes, its newest place. Dates decide, then uids, then mailboxes.
 */
export function standing(shape: ListShape, how: { isOne: boolean; value: (one: unknown) => string }): string {
  const { pins } = shape;
  const lines = linesOf(shape, how);
  if (!pins) return lines;
  return `${lines} AND p."threadId" ${pins.are === "only" ? "= ANY" : "<> ALL"}(${how.value(pins.threadIds)}::uuid[])`;
}

function linesOf(
  { grouping, filter, tag }: ListShape,
  { isOne, value }: { isOne: boolean; value: (one: unknown) => string },
): string {
  // The first conditions are those of the keywords' own index.
  const tagged = `p."spaceId" = box."spaceId" AND p."keywords" <> '{}' AND p."keywords" @> ARRAY[${tag === undefined ? "" : value(tag)}]::text[]`;
  const passes = [filter ? filters[filter] : "true", ...(tag === undefined ? [] : [tagged])].join(" AND ");
  const later = `(n."date", n."uid", n."mailboxId") > (p."date", p."uid", p."mailboxId")`;
  const others = `n."spaceId" = box."spaceId" AND n."mailboxId" = ANY($1)`;
  if (grouping === "messages")
    return isOne
      ? passes
      : `${passes} AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" n WHERE n."messageId" = p."messageId" AND ${others} AND ${later})`;
  if (!filter && tag === undefined)
    return isOne
      ? 'p."isHead"'
      : `p."isHead" AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" n WHERE n."threadId" = p."threadId" AND n."isHead" AND ${others} AND ${later})`;
  const alsoPasses = passes.replaceAll("p.", "n.");
  return isOne
    ? `${passes} AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" n WHERE n."mailboxId" = box."id" AND n."threadId" = p."threadId"
         AND (n."date", n."uid") > (p."date", p."uid") AND ${alsoPasses})`
    : `${passes} AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" n WHERE n."threadId" = p."threadId" AND ${others} AND ${later} AND ${alsoPasses})`;
}

export type PageQuery = {
  readonly shape: ListShape;
  /** Mailboxes with their spaces. */
  readonly boxes: readonly { readonly id: string; readonly spaceId: string }[];
  readonly after?: Stand | undefined;
  readonly offset: number;
  readonly limit: number;
};

/**
 * One page as SQL with its values. Each mailbox is read along the index of the sort and the pages are merged, so a page costs the same at the top
 * and in the middle of any number of messages; an offset costs reading over so many index entries.
 */
export function pageSql({ shape, boxes, after, offset, limit }: PageQuery): { text: string; values: unknown[] } {
  const { column, type, natural } = sortColumns[shape.sort];
  const isNatural = shape.direction === natural;
  const keyOrder = shape.direction;
  // Of equal ones the newest is first; the reverse order is the reverse of all of it.
  const tieOrder = isNatural ? "desc" : "asc";
  const tieSign = tieOrder === "desc" ? "<" : ">";
  const values: unknown[] = [boxes.map(({ id }) => id), boxes.map(({ spaceId }) => spaceId)];
  const value = (one: unknown) => `$${values.push(one)}`;
  const isOne = boxes.length === 1;
  const key = `p."${column}"`;
  const order = (alias: string) =>
    `${shape.sort === "date" ? "" : `${alias}."${column}" ${keyOrder}, `}${alias}."date" ${tieOrder}, ${alias}."uid" ${tieOrder}`;
  const limits = isOne ? `LIMIT ${value(limit)} OFFSET ${value(offset)}` : `LIMIT ${value(limit + offset)}`;
  const columns = [...new Set([column, "date", "uid"])].map((name) => `p."${name}"`).join(", ");
  const branch = (where: string) =>
    `SELECT ${columns} FROM ${placesOf(shape)} WHERE p."mailboxId" = box."id" AND ${standing(shape, { isOne, value })} AND ${where} ORDER BY ${order("p")} ${limits}`;

  const branches: string[] = [];
  if (!after) branches.push(branch("true"));
  else {
    const [at, date, uid, box] = [after.key, after.date, after.uid, after.mailboxId].map(value);
    // Equal date and uid in another mailbox stand before or after by the mailbox.
    const shift =
      tieSign === "<"
        ? `CASE WHEN box."id" < ${box}::uuid THEN 1 ELSE 0 END`
        : `CASE WHEN box."id" > ${box}::uuid THEN -1 ELSE 0 END`;
    const beyond = `(p."date", p."uid") ${tieSign} (${date}::timestamptz, ${uid}::bigint + ${shift})`;
    if (shape.sort === "date") branches.push(branch(`${beyond} AND ${at}::text IS NOT NULL`));
    else
      branches.push(
        branch(`${key} = ${at}::${type} AND ${beyond}`),
        branch(`${key} ${keyOrder === "asc" ? ">" : "<"} ${at}::${type}`),
      );
  }
  const found =
    branches.length === 1
      ? branches[0]
      : `SELECT * FROM (${branches.map((one) => `(${one})`).join(" UNION ALL ")}) u ORDER BY ${order("u")} LIMIT ${value(limit + (isOne ? 0 : offset))}`;
  const outer = isOne ? "" : `LIMIT ${value(limit)} OFFSET ${value(offset)}`;
  return {
    text: `SELECT f."mailboxId", f."uid", m."messageId", m."threadId", m."spaceId", f."date", m."sizeBytes", m."attachmentBytes", m."senderKey", m."subjectKey"
           FROM (SELECT box."id" AS "mailboxId", s.* FROM unnest($1::uuid[], $2::uuid[]) AS box("id", "spaceId") CROSS JOIN LATERAL (${found}) s
                 ORDER BY ${order("s")}, box."id" ${tieOrder} ${outer}) f
           JOIN "MailboxMessage" m ON m."mailboxId" = f."mailboxId" AND m."uid" = f."uid" ORDER BY ${order("f")}, f."mailboxId" ${tieOrder}`,
    values,
  };
}

/** The ids of all lines of a list, or how many there are; with `above` how many stand above that moment in a list by date. */
export function wholeSql(
  { shape, boxes }: Pick<PageQuery, "shape" | "boxes">,
  what: { readonly ids: true } | { readonly above?: Date },
): { text: string; values: unknown[] } {
  const values: unknown[] = [boxes.map((box) => box.id), boxes.map((box) => box.spaceId)];
  const value = (one: unknown) => `$${values.push(one)}`;
  const lines = (chosen: string, where = "") =>
    `unnest($1::uuid[], $2::uuid[]) AS box("id", "spaceId") CROSS JOIN LATERAL (SELECT ${chosen} FROM ${placesOf(shape)}
       WHERE p."mailboxId" = box."id" AND ${standing(shape, { isOne: boxes.length === 1, value })}${where}) s`;
  if ("ids" in what) return { text: `SELECT s.* FROM ${lines('p."threadId", p."messageId"')}`, values };
  const above = what.above ? ` AND p."date" ${shape.direction === "desc" ? ">" : "<"} ${value(what.above)}` : "";
  return { text: `SELECT coalesce(sum(s."n"), 0)::int AS "count" FROM ${lines('count(*) AS "n"', above)}`, values };
}
