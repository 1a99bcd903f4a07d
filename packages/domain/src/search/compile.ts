import type { Operator, Query } from "./query.ts";
import { parseDay, parseSize, parseSpan } from "./values.ts";

type Tools = { readonly value: (value: unknown) => string; readonly now: Date; readonly zone: string };

/** Scripts that are written without spaces: PostgreSQL's parser makes one word of a whole sentence. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/** SQL that is true of a `Message m` that meets the query; `$1` is the space. */
export function compileQuery(query: Query, tools: Tools): string {
  switch (query.kind) {
    case "and":
      return `(${query.of.map((one) => compileQuery(one, tools)).join(" AND ")})`;
    case "or":
      return `(${query.of.map((one) => compileQuery(one, tools)).join(" OR ")})`;
    case "not":
      return `NOT ${compileQuery(query.of, tools)}`;
    case "text":
      return textSql(query, tools);
    case "operator":
      return operatorSql(query.name, query.value, tools) ?? textSql({ text: query.value, isPhrase: false }, tools);
  }
}

/** Whether the person said where to look; otherwise trash and junk are left out. */
export function namesPlace(query: Query): boolean {
  if (query.kind === "operator") return query.name === "in";
  if (query.kind === "text") return false;
  return query.kind === "not" ? namesPlace(query.of) : query.of.some(namesPlace);
}

function textSql({ text, isPhrase }: { text: string; isPhrase: boolean }, { value }: Tools): string {
  const plain = clean(text);
  if (unspaced.test(plain)) {
    const wanted = value(plain);
    const found = `s."spaceId" = $1 AND strpos(lower(s."title" || ' ' || s."people" || ' ' || s."text"), lower(${wanted})) > 0`;
    return inDocs(found, wanted);
  }
  const words = plain.match(/[\p{L}\p{N}_]+/gu) ?? [];
  if (words.length === 0) return "false";
  // Quoted, so that no character of a word is an operator of tsquery.
  const lexemes = words.map((word) => `'${word.replaceAll("'", "''")}'${isPhrase ? "" : ":*"}`);
  const wanted = value(lexemes.join(isPhrase || words.length > 1 ? " <-> " : " & "));
  return inDocs(`s."spaceId" = $1 AND s."vector" @@ to_tsquery('simple', ${wanted})`, value(plain));
}

/** Found in the index; of mail that came in just now and is not in it yet, by subject, people and the beginning of the text. */
function inDocs(found: string, plain: string): string {
  const fresh = `NOT m."isIndexed" AND strpos(lower(m."subject" || ' ' || m."people"::text || ' ' || m."snippet"), lower(${plain})) > 0`;
  return `(m."id" IN (SELECT s."objectId" FROM "SearchDoc" s WHERE ${found}) OR (${fresh}))`;
}

/** PostgreSQL's text takes no NUL and no half of a surrogate pair. */
function clean(text: string): string {
  return text.replaceAll("\0", " ").toWellFormed();
}

const flags: Readonly<Record<string, string>> = {
  read: `p."flags" & 1 <> 0`,
  unread: `p."flags" & 1 = 0`,
  starred: `p."flags" & 4 <> 0`,
  flagged: `p."flags" & 4 <> 0`,
  answered: `p."flags" & 2 <> 0`,
  draft: `p."flags" & 16 <> 0`,
};

const here = (condition: string) =>
  `EXISTS (SELECT 1 FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId" WHERE p."messageId" = m."id" AND ${condition})`;

/** Null when the value is none of the operator's: it is looked for as words then. */
function operatorSql(name: Operator, raw: string, tools: Tools): string | null {
  const text = clean(raw);
  const { value } = tools;
  switch (name) {
    case "from":
    case "to":
    case "cc":
      return `EXISTS (SELECT 1 FROM jsonb_array_elements(m."people"->'${name}') x WHERE strpos(lower((x->>'name') || ' <' || (x->>'address') || '>'), lower(${value(text)})) > 0)`;
    case "subject":
      return `strpos(lower(m."subject"), lower(${value(text)})) > 0`;
    case "has":
      return /^attachments?$/i.test(text) ? 'm."hasAttachments"' : null;
    case "filename":
      return `EXISTS (SELECT 1 FROM "SearchDoc" s, unnest(s."tags") t WHERE s."objectId" = m."id" AND strpos(lower(t), lower(${value(text)})) > 0)`;
    case "in":
      return /^(?:any(?:where)?|all)$/i.test(text)
        ? here("true")
        : here(`(lower(b."name") = lower(${value(text)}) OR b."role"::text = lower(${value(text)}))`);
    case "is": {
      const condition = flags[text.toLowerCase()];
      return condition ? here(condition) : null;
    }
    case "larger":
    case "smaller": {
      const size = parseSize(text);
      return size === null ? null : `m."sizeBytes" ${name === "larger" ? ">" : "<"} ${value(size)}::bigint`;
    }
    case "older_than":
    case "newer_than": {
      const span = parseSpan(text);
      const at = span === null ? null : value(new Date(Math.max(0, tools.now.getTime() - span)));
      return at && `m."internalDate" ${name === "older_than" ? "<" : ">="} ${at}::timestamptz`;
    }
    case "before":
    case "after":
    case "on":
      return daySql(name, text, tools);
  }
}

const comparisons = { before: "<", after: ">", on: "=" } as const;

/** Days are the reader's own. */
function daySql(name: keyof typeof comparisons, text: string, { value, zone }: Tools): string | null {
  const day = parseDay(text);
  return day && `(m."internalDate" AT TIME ZONE ${value(zone)})::date ${comparisons[name]} ${value(day)}::date`;
}
