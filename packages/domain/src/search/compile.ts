import {
  flagWords,
  kindWords,
  type Operator,
  otherFlagWords,
  otherKindWords,
  parseDay,
  parseSize,
  parseSpan,
  type Query,
} from "@carbyne/query";
import { createHash } from "node:crypto";
import { dayBounds } from "./day-bounds.ts";
import { type MarkedField, marks } from "./fields.ts";
import { fold } from "./fold.ts";
import type { Place } from "./places.ts";
import { placesNamed } from "./places.ts";
import { inOrder, type Term, termOf } from "./terms.ts";

export type Tools = {
  /** Adds a parameter and gives its mark. */
  readonly value: (value: unknown) => string;
  readonly now: Date;
  readonly zone: string;
  readonly places: readonly Place[];
  /** The person's own addresses, whom `from:me` means. */
  readonly own: ReadonlySet<string>;
  /** Whether the messages are in the index, as `SearchDoc s`, or came in just now. */
  readonly isIndexed: boolean;
};

/**
 * SQL that is true of a `MailboxMessage p` of the `Message m` that meets the query; `$1` is the space. All conditions are on the joined rows, so
 * that PostgreSQL may choose between the index of words and reading from the newest on.
 */
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
      return operatorSql(query.name, query.value, tools, isNegated) ?? textSql(query.value, tools, isNegated);
  }
}

/** Whether the person said where to look; otherwise trash and junk are left out. */
export function namesPlace(query: Query): boolean {
  if (query.kind === "operator") return query.name === "in";
  return (query.kind === "and" || query.kind === "or") && query.of.some(namesPlace);
}

function textSql(text: string, tools: Tools, isWhole: boolean): string {
  const { value } = tools;
  const term = termOf(text, { isWhole });
  // Mail that came in just now is found by subject, people and its beginning; so are signs, which the index does not have.
  if (!term || !tools.isIndexed)
    return `strpos(lower(m."subject" || ' ' || m."people"::text || ' ' || m."snippet"), ${value(clean(text).toLowerCase())}) > 0`;
  // The vector forgets where words are in long texts, so that the order is looked up in the text.
  const order = term.words.length > 1 ? ` AND strpos(' ' || s."text" || ' ', ${value(inOrder(term))}) > 0` : "";
  return `(${vectorSql(term, "", tools)}${order})`;
}

function vectorSql({ words, isPrefix }: Term, mark: string, { value }: Tools): string {
  // Quoted, so that no character of a word is an operator of tsquery.
  const lexemes = words.map((word, at) => `'${mark}${word}'${isPrefix && at === words.length - 1 ? ":*" : ""}`);
  return `s."vector" @@ to_tsquery('simple', ${value(lexemes.join(" & "))})`;
}

/** PostgreSQL's text takes no NUL and no half of a surrogate pair. */
function clean(text: string): string {
  return text.replaceAll("\0", " ").toWellFormed();
}

/** That a field of the message holds the text. `plain` is the condition for what is not in the index, or has no letters. */
function fieldSql(field: MarkedField, text: string, tools: Tools, plain: (wanted: () => string) => string): string {
  const term = termOf(text, { isWhole: false });
  const wanted = () => tools.value(text.toLowerCase());
  if (!tools.isIndexed || !term) return plain(wanted);
  const found = vectorSql(term, marks[field], tools);
  // Words of an address may stand anywhere in the field; who writes a whole one means that one.
  return text.includes("@") ? `(${found} AND ${plain(wanted)})` : found;
}

const flags: Readonly<Record<(typeof flagWords)[number], string>> = {
  read: `p."flags" & 1 <> 0`,
  unread: `p."flags" & 1 = 0`,
  starred: `p."flags" & 4 <> 0`,
  unstarred: `p."flags" & 4 = 0`,
  answered: `p."flags" & 2 <> 0`,
  draft: `p."flags" & 16 <> 0`,
  forwarded: `p."keywords" && ARRAY['$Forwarded']`,
  important: `(p."keywords" && ARRAY['$Important'] OR p."marks" & 2 <> 0)`,
  sent: placed("sent"),
  snoozed: stated("snoozedUntil"),
  muted: stated("mutedAt"),
  pinned: stated("pinnedAt"),
};

function stated(column: "snoozedUntil" | "mutedAt" | "pinnedAt"): string {
  return `EXISTS (SELECT 1 FROM "ThreadState" t WHERE t."spaceId" = $1 AND t."threadId" = p."threadId" AND t."${column}" IS NOT NULL)`;
}

function placed(role: string): string {
  return `EXISTS (SELECT 1 FROM "Mailbox" b WHERE b."id" = p."mailboxId" AND b."role" = '${role}')`;
}

/** Null when the value is none of the operator's: it is looked for as words then. */
function operatorSql(name: Operator, raw: string, tools: Tools, isNegated: boolean): string | null {
  const text = clean(raw).trim();
  const wanted = text.toLowerCase();
  const { value } = tools;
  switch (name) {
    case "from":
    case "to":
    case "cc":
    case "bcc":
      return peopleSql(name, text, tools);
    case "subject":
      return fieldSql("subject", text, tools, (part) => `strpos(lower(m."subject"), ${part()}) > 0`);
    case "has":
      return kindSql(wanted, tools);
    case "filename":
      // What came in just now is not read yet: its names are not known.
      return fieldSql("filename", text.replace(/^\*+|\*+$/g, ""), tools, (part) =>
        tools.isIndexed ? `EXISTS (SELECT 1 FROM unnest(s."tags") t WHERE strpos(lower(t), ${part()}) > 0)` : "false",
      );
    case "list":
      return fieldSql("list", text, tools, () => "false");
    case "in": {
      if (/^(?:any(?:where)?|all)$/.test(wanted)) return "true";
      const ids = value(placesNamed(tools.places, text));
      // A message may lie in several places: who leaves one out means all that lie there.
      return isNegated
        ? `EXISTS (SELECT 1 FROM "MailboxMessage" q WHERE q."messageId" = m."id" AND q."mailboxId" = ANY(${ids}::uuid[]))`
        : `p."mailboxId" = ANY(${ids}::uuid[])`;
    }
    case "is": {
      const word = flagWords.find((one) => one === wanted) ?? otherFlagWords[wanted];
      return word ? flags[word] : null;
    }
    case "tag":
      // By keyword or by name, also one below it.
      return `EXISTS (SELECT 1 FROM unnest(p."keywords") k WHERE lower(k) = ${value(wanted)} OR k IN (SELECT t."keyword" FROM "Tag" t
        WHERE t."spaceId" = $1 AND (lower(t."name") = ${value(wanted)} OR starts_with(lower(t."name"), ${value(`${wanted}/`)}))))`;
    case "rfc822msgid": {
      const id = text.replace(/^<|>$/g, "");
      const hash = createHash("sha256").update(id).digest();
      return `(m."messageId" = ${value(id)} AND m."threadId" IN (SELECT r."threadId" FROM "ThreadReference" r WHERE r."spaceId" = $1 AND r."idHash" = ${value(hash)}))`;
    }
    case "larger":
    case "smaller": {
      const size = parseSize(wanted);
      return size === null ? null : `m."sizeBytes" ${name === "larger" ? ">" : "<"} ${value(size)}::bigint`;
    }
    case "older_than":
    case "newer_than": {
      const span = parseSpan(wanted);
      const at = span === null ? null : value(new Date(Math.max(0, tools.now.getTime() - span)));
      return at && `${arrived(tools)} ${name === "older_than" ? "<" : ">="} ${at}::timestamptz`;
    }
    case "before":
    case "after":
    case "on":
      return daySql(name, wanted, tools);
  }
}

function peopleSql(field: "from" | "to" | "cc" | "bcc", text: string, tools: Tools): string {
  const among = (found: string) =>
    `EXISTS (SELECT 1 FROM jsonb_array_elements(m."people"->'${field}') x WHERE ${found})`;
  if (text.toLowerCase() === "me") {
    const exact = among(`lower(x->>'address') = ANY(${tools.value([...tools.own])})`);
    if (!tools.isIndexed) return exact;
    const terms = [...tools.own].flatMap((address) => termOf(address, { isWhole: true }) ?? []);
    return terms.length > 0
      ? `((${terms.map((term) => vectorSql(term, marks[field], tools)).join(" OR ")}) AND ${exact})`
      : "false";
  }
  return fieldSql(field, text, tools, (part) =>
    among(`strpos(lower((x->>'name') || ' <' || (x->>'address') || '>'), ${part()}) > 0`),
  );
}

function kindSql(wanted: string, tools: Tools): string | null {
  const word = kindWords.find((one) => one === wanted) ?? otherKindWords[wanted];
  if (!word) return null;
  if (word === "attachment") return 'm."hasAttachments"';
  if (word === "tag") return `EXISTS (SELECT 1 FROM unnest(p."keywords") k WHERE left(k, 1) <> '$')`;
  return tools.isIndexed ? vectorSql({ words: [fold(word)], isPrefix: false }, marks.has, tools) : "false";
}

/** When the message came, in the table by which the list is ordered. */
function arrived({ isIndexed }: Tools): string {
  return isIndexed ? 's."at"' : 'm."internalDate"';
}

/** Days are the reader's own. */
function daySql(name: "before" | "after" | "on", text: string, tools: Tools): string | null {
  const { value, zone } = tools;
  const day = parseDay(text);
  if (!day) return null;
  const { from, to } = dayBounds(day, zone);
  const at = arrived(tools);
  if (name === "before") return `${at} < ${value(from)}::timestamptz`;
  if (name === "after") return `${at} >= ${value(to)}::timestamptz`;
  return `(${at} >= ${value(from)}::timestamptz AND ${at} < ${value(to)}::timestamptz)`;
}
