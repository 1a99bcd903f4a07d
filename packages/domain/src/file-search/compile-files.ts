import { otherKindWords, parseDay, parseSize, parseSpan, kindWords, type Query } from "@carbyne/query";
import { nameKey } from "../files/index.ts";
import { dayBounds, fold, inOrder, marks, termOf } from "../search/index.ts";

export type Tools = {
  /** Adds a parameter and gives its mark. */
  readonly value: (value: unknown) => string;
  readonly now: Date;
  readonly zone: string;
};

/** SQL that is true of a `Node n`, with its `Account c` and `e` who made and changed it, that meets the query; `$1` are the spaces that are looked at, `$2` is who asks and `$3` their own space. */
export function compileFiles(query: Query, tools: Tools): string {
  switch (query.kind) {
    case "and":
    case "or":
      return `(${query.of.map((one) => compileFiles(one, tools)).join(query.kind === "and" ? " AND " : " OR ")})`;
    case "not":
      return `NOT ${compileFiles(query.of, tools)}`;
    case "text":
      return textSql(query.text, tools, query.isPhrase);
    case "operator":
      return operatorSql(query.name, clean(query.value).trim(), tools) ?? textSql(query.value, tools, false);
  }
}

/** PostgreSQL's text takes no NUL and no half of a surrogate pair. */
const clean = (text: string): string => text.replaceAll("\0", " ").toWellFormed();

/** Any part of a name, or words of the text. */
function textSql(text: string, tools: Tools, isWhole: boolean): string {
  const { value } = tools;
  const key = nameKey(clean(text).trim());
  const named = key === "" ? "false" : `strpos(n."nameKey", ${value(key)}) > 0`;
  const term = termOf(text, { isWhole });
  if (!term) return named;
  const order = term.words.length > 1 ? ` AND strpos(' ' || s."text" || ' ', ${value(inOrder(term))}) > 0` : "";
  return `(${named} OR ${inIndex(`${vectorSql(term, "", value)}${order}`)})`;
}

function vectorSql(
  { words, isPrefix }: { words: readonly string[]; isPrefix: boolean },
  mark: string,
  value: Tools["value"],
): string {
  const lexemes = words.map((word, at) => `'${mark}${word}'${isPrefix && at === words.length - 1 ? ":*" : ""}`);
  return `s."vector" @@ to_tsquery('simple', ${value(lexemes.join(" & "))})`;
}

/** Along the index of words, and not entry by entry. */
const inIndex = (where: string): string =>
  `n."id" IN (SELECT s."objectId" FROM "SearchDoc" s WHERE s."spaceId" = ANY($1) AND s."kind" = 'file' AND ${where})`;

/** Null when the value is none of the operator's: it is looked for as words then. */
function operatorSql(name: string, text: string, tools: Tools): string | null {
  const { value, now, zone } = tools;
  const wanted = text.toLowerCase();
  switch (name) {
    case "from":
      return wanted === "me"
        ? `n."creatorId" = $2`
        : `(strpos(lower(coalesce(c."name", '')), ${value(wanted)}) > 0 OR strpos(lower(coalesce(e."name", '')), ${value(wanted)}) > 0)`;
    case "filename":
    case "subject":
      return `strpos(n."nameKey", ${value(nameKey(text.replaceAll("*", "")))}) > 0`;
    case "has":
      return kindSql(wanted, tools);
    case "in":
      return wanted === "trash"
        ? "false"
        : `EXISTS (WITH RECURSIVE up AS (
            SELECT p."id", p."parentId", p."nameKey", 0 AS "level" FROM "Node" p WHERE p."id" = n."parentId"
            UNION ALL SELECT p."id", p."parentId", p."nameKey", up."level" + 1 FROM up JOIN "Node" p ON p."id" = up."parentId" WHERE up."level" < 110)
           SELECT 1 FROM up WHERE up."nameKey" = ${value(nameKey(text))})`;
    case "is":
      if (wanted === "starred" || wanted === "flagged") return starred;
      if (wanted === "unstarred") return `NOT ${starred}`;
      return wanted === "shared" ? shared : wanted === "folder" ? `n."isFolder"` : null;
    case "larger":
    case "smaller": {
      const size = parseSize(wanted);
      return size === null
        ? null
        : `(NOT n."isFolder" AND n."sizeBytes" ${name === "larger" ? ">" : "<"} ${value(size)}::bigint)`;
    }
    case "older_than":
    case "newer_than": {
      const span = parseSpan(wanted);
      const at = span === null ? null : value(new Date(Math.max(0, now.getTime() - span)));
      return at && `n."updatedAt" ${name === "older_than" ? "<" : ">="} ${at}::timestamptz`;
    }
    case "before":
    case "after":
    case "on": {
      const day = parseDay(wanted);
      if (!day) return null;
      const { from, to } = dayBounds(day, zone);
      if (name === "before") return `n."updatedAt" < ${value(from)}::timestamptz`;
      if (name === "after") return `n."updatedAt" >= ${value(to)}::timestamptz`;
      return `(n."updatedAt" >= ${value(from)}::timestamptz AND n."updatedAt" < ${value(to)}::timestamptz)`;
    }
    default:
      return null;
  }
}

const starred = `EXISTS (SELECT 1 FROM "NodeStar" x WHERE x."accountId" = $2 AND x."nodeId" = n."id")`;
/** With others by its owner, or by somebody with who asks. */
const shared = `(n."spaceId" <> $3 OR EXISTS (SELECT 1 FROM "Grant" x WHERE x."objectKind" = 'node' AND x."objectId" = n."id" AND x."revokedAt" IS NULL))`;

function kindSql(wanted: string, { value }: Tools): string | null {
  if (wanted === "folder" || wanted === "folders") return `n."isFolder"`;
  if (wanted === "text") return `(n."mime" LIKE 'text/%' AND NOT n."isFolder")`;
  const word = kindWords.find((one) => one === wanted) ?? otherKindWords[wanted];
  if (!word || word === "attachment" || word === "link" || word === "tag")
    // `type:docx`: the ending of the name.
    return /^[a-z0-9]{1,8}$/.test(wanted) ? `lower(n."name") LIKE ${value(`%.${wanted}`)}` : null;
  return inIndex(vectorSql({ words: [fold(word)], isPrefix: false }, marks.has, value));
}
