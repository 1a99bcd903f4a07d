import { type Operator, parseDay, parseSize, parseSpan, type Query } from "@carbyne/query";
import { dayBounds } from "./day-bounds.ts";
import type { Place } from "./places.ts";
import { placesNamed } from "./places.ts";
import { termOf } from "./terms.ts";

export type Tools = {
  /** Adds a parameter and gives its mark. */
  readonly value: (value: unknown) => string;
  readonly now: Date;
  readonly zone: string;
  readonly places: readonly Place[];
  /** The person's own addresses, whom `from:me` means. */
  readonly own: ReadonlySet<string>;
};

/** SQL that is true of a `MailboxMessage p` whose message meets the query; `$1` is the space. */
export function compileQuery(query: Query, tools: Tools, isNegated = false): string {
  switch (query.kind) {
    case "and":
      return `(${query.of.map((one) => compileQuery(one, tools, isNegated)).join(" AND ")})`;
    case "or":
      return `(${query.of.map((one) => compileQuery(one, tools, isNegated)).join(" OR ")})`;
    case "not":
      return `NOT ${compileQuery(query.of, tools, !isNegated)}`;
    case "text":
      // Who leaves out "news" does not leave out newsletters.
      return textSql(query.text, tools, query.isPhrase || isNegated);
    case "operator":
      return operatorSql(query.name, query.value, tools) ?? textSql(query.value, tools, isNegated);
  }
}

/** Whether the person said where to look; otherwise trash and junk are left out. */
export function namesPlace(query: Query): boolean {
  if (query.kind === "operator") return query.name === "in";
  return (query.kind === "and" || query.kind === "or") && query.of.some(namesPlace);
}

function textSql(text: string, { value }: Tools, isWhole: boolean): string {
  const plain = value(clean(text).toLowerCase());
  const term = termOf(text, { isWhole });
  // Mail that came in just now is found by subject, people and its beginning; so are signs, which the index does not have.
  const shown = `strpos(lower(f."subject" || ' ' || f."people"::text || ' ' || f."snippet"), ${plain}) > 0`;
  if (!term) return ofMessages("f", shown);
  const fresh = `SELECT f."id" FROM "Message" f WHERE f."spaceId" = $1 AND NOT f."isIndexed" AND ${shown}`;
  // Quoted, so that no character of a word is an operator of tsquery.
  const lexemes = term.words.map((word, at) => `'${word}'${term.isPrefix && at === term.words.length - 1 ? ":*" : ""}`);
  const found = `s."spaceId" = $1 AND s."vector" @@ to_tsquery('simple', ${value(lexemes.join(" & "))})`;
  // The vector forgets where words are in long texts, so that the order is looked up in the text.
  const inOrder = ` ${term.words.join(" ")}${term.isPrefix ? "" : " "}`;
  const order = term.words.length > 1 ? ` AND strpos(' ' || s."text" || ' ', ${value(inOrder)}) > 0` : "";
  return `p."messageId" IN (SELECT s."objectId" FROM "SearchDoc" s WHERE ${found}${order} UNION ALL ${fresh})`;
}

function ofMessages(alias: string, condition: string): string {
  return `p."messageId" IN (SELECT ${alias}."id" FROM "Message" ${alias} WHERE ${alias}."spaceId" = $1 AND ${condition})`;
}

/** PostgreSQL's text takes no NUL and no half of a surrogate pair. */
function clean(text: string): string {
  return text.replaceAll("\0", " ").toWellFormed();
}

const flags: ReadonlyMap<string, string> = new Map([
  ["read", `p."flags" & 1 <> 0`],
  ["seen", `p."flags" & 1 <> 0`],
  ["unread", `p."flags" & 1 = 0`],
  ["unseen", `p."flags" & 1 = 0`],
  ["starred", `p."flags" & 4 <> 0`],
  ["flagged", `p."flags" & 4 <> 0`],
  ["answered", `p."flags" & 2 <> 0`],
  ["draft", `p."flags" & 16 <> 0`],
]);

/** Null when the value is none of the operator's: it is looked for as words then. */
function operatorSql(name: Operator, raw: string, tools: Tools): string | null {
  const text = clean(raw).trim();
  const wanted = text.toLowerCase();
  const { value } = tools;
  switch (name) {
    case "from":
    case "to":
    case "cc":
      return peopleSql(name, wanted, tools);
    case "subject":
      return ofMessages("m", `strpos(lower(m."subject"), ${value(wanted)}) > 0`);
    case "has":
      return /^attachments?$/.test(wanted) ? ofMessages("m", 'm."hasAttachments"') : null;
    case "filename": {
      const part = value(wanted.replace(/^\*+|\*+$/g, ""));
      const named = `EXISTS (SELECT 1 FROM unnest(s."tags") t WHERE strpos(lower(t), ${part}) > 0)`;
      return `p."messageId" IN (SELECT s."objectId" FROM "SearchDoc" s WHERE s."spaceId" = $1 AND ${named})`;
    }
    case "in": {
      if (/^(?:any(?:where)?|all)$/.test(wanted)) return "true";
      // A message may lie in several places, and is in each of them.
      const ids = value(placesNamed(tools.places, text));
      return `p."messageId" IN (SELECT q."messageId" FROM "MailboxMessage" q WHERE q."mailboxId" = ANY(${ids}::uuid[]))`;
    }
    case "is":
      return flags.get(wanted) ?? null;
    case "larger":
    case "smaller": {
      const size = parseSize(wanted);
      return size === null
        ? null
        : ofMessages("m", `m."sizeBytes" ${name === "larger" ? ">" : "<"} ${value(size)}::bigint`);
    }
    case "older_than":
    case "newer_than": {
      const span = parseSpan(wanted);
      const at = span === null ? null : value(new Date(Math.max(0, tools.now.getTime() - span)));
      return at && `p."date" ${name === "older_than" ? "<" : ">="} ${at}::timestamptz`;
    }
    case "before":
    case "after":
    case "on":
      return daySql(name, wanted, tools);
  }
}

function peopleSql(field: "from" | "to" | "cc", wanted: string, { value, own }: Tools): string {
  const found =
    wanted === "me"
      ? `lower(x->>'address') = ANY(${value([...own])})`
      : `strpos(lower((x->>'name') || ' <' || (x->>'address') || '>'), ${value(wanted)}) > 0`;
  return ofMessages("m", `EXISTS (SELECT 1 FROM jsonb_array_elements(m."people"->'${field}') x WHERE ${found})`);
}

/** Days are the reader's own. */
function daySql(name: "before" | "after" | "on", text: string, { value, zone }: Tools): string | null {
  const day = parseDay(text);
  if (!day) return null;
  const { from, to } = dayBounds(day, zone);
  if (name === "before") return `p."date" < ${value(from)}::timestamptz`;
  if (name === "after") return `p."date" >= ${value(to)}::timestamptz`;
  return `(p."date" >= ${value(from)}::timestamptz AND p."date" < ${value(to)}::timestamptz)`;
}
