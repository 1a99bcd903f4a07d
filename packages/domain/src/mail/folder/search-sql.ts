import type { Range } from "./uids.ts";

/** One condition of an IMAP SEARCH (RFC 9051 §6.4.4): no sequence numbers, no saved result, text decoded, days as `2026-11-25`. */
export type Criterion =
  | { readonly kind: "all" }
  | { readonly kind: "and" | "or"; readonly of: readonly Criterion[] }
  | { readonly kind: "not"; readonly of: Criterion }
  | { readonly kind: "uids"; readonly ranges: readonly Range[] }
  | { readonly kind: "flag"; readonly bit: number }
  | { readonly kind: "keyword"; readonly keyword: string }
  | { readonly kind: "header"; readonly name: string; readonly text: string }
  | { readonly kind: "body" | "text"; readonly text: string }
  | {
      readonly kind: "date";
      readonly of: "internal" | "sent" | "saved";
      readonly is: "before" | "on" | "since";
      readonly day: string;
    }
  | { readonly kind: "larger" | "smaller"; readonly sizeBytes: number }
  | { readonly kind: "older" | "younger"; readonly seconds: number }
  | { readonly kind: "modseq"; readonly modseq: number }
  | { readonly kind: "email-id" | "thread-id"; readonly id: string };

/** A condition that only the message's own bytes answer. */
export type TextCriterion = Extract<Criterion, { kind: "header" | "body" | "text" }>;

/** Header fields whose content is in columns, as path into `people`. */
const peopleFields: Readonly<Record<string, string>> = { from: "from", to: "to", cc: "cc", bcc: "bcc" };

/** The condition itself when the bytes must be read for it. */
function textualLeaf(criterion: Criterion): TextCriterion | null {
  if (criterion.kind === "body" || criterion.kind === "text") return criterion;
  if (criterion.kind !== "header") return null;
  const isColumn = criterion.name === "subject" || Object.hasOwn(peopleFields, criterion.name);
  return criterion.text === "" || !isColumn ? criterion : null;
}

/** Every condition in a criterion that needs the bytes. */
export function textualLeaves(criterion: Criterion): TextCriterion[] {
  const leaf = textualLeaf(criterion);
  if (leaf) return [leaf];
  if (criterion.kind === "and" || criterion.kind === "or") return criterion.of.flatMap(textualLeaves);
  return criterion.kind === "not" ? textualLeaves(criterion.of) : [];
}

/** SQL over `MailboxMessage p` and `Message m`; `value` adds a parameter and gives its place. Textual leaves are asked of `textual`. */
export function criterionSql(
  criterion: Criterion,
  tools: {
    value: (value: unknown) => string;
    textual: (leaf: TextCriterion) => string;
    now: Date;
  },
): string {
  const { value, textual, now } = tools;
  const leaf = textualLeaf(criterion);
  if (leaf) return textual(leaf);
  switch (criterion.kind) {
    case "all":
      return "true";
    case "and":
      return joined(criterion.of, " AND ", "true", tools);
    case "or":
      return joined(criterion.of, " OR ", "false", tools);
    case "not":
      return `NOT (${criterionSql(criterion.of, tools)})`;
    case "uids": {
      const froms = value(criterion.ranges.map((range) => range.from));
      const tos = value(criterion.ranges.map((range) => range.to));
      return `EXISTS (SELECT 1 FROM unnest(${froms}::bigint[], ${tos}::bigint[]) AS r(a, b) WHERE p."uid" BETWEEN r.a AND r.b)`;
    }
    case "flag":
      return `p."flags" & ${value(criterion.bit)}::int <> 0`;
    case "keyword":
      return `EXISTS (SELECT 1 FROM unnest(p."keywords") k WHERE lower(k) = lower(${value(criterion.keyword)}))`;
    case "header":
      return headerSql(criterion, value);
    case "body":
    case "text":
      return textual(criterion);
    case "date":
      return dateSql(criterion, value);
    case "larger":
      return `m."sizeBytes" > ${value(criterion.sizeBytes)}::bigint`;
    case "smaller":
      return `m."sizeBytes" < ${value(criterion.sizeBytes)}::bigint`;
    case "older":
      return `p."date" <= ${value(new Date(now.getTime() - criterion.seconds * 1000))}::timestamptz`;
    case "younger":
      return `p."date" >= ${value(new Date(now.getTime() - criterion.seconds * 1000))}::timestamptz`;
    case "modseq":
      return `p."modseq" >= ${value(criterion.modseq)}::bigint`;
    case "email-id":
      return `p."messageId"::text = ${value(criterion.id)}`;
    case "thread-id":
      return `p."threadId"::text = ${value(criterion.id)}`;
  }
}

function joined(
  of: readonly Criterion[],
  word: string,
  none: string,
  tools: Parameters<typeof criterionSql>[1],
): string {
  return of.length === 0 ? none : `(${of.map((one) => criterionSql(one, tools)).join(word)})`;
}

function headerSql({ name, text }: { name: string; text: string }, value: (value: unknown) => string): string {
  const wanted = value(text.replaceAll("\0", ""));
  if (name === "subject") return `strpos(lower(m."subject"), lower(${wanted})) > 0`;
  return `EXISTS (SELECT 1 FROM jsonb_array_elements(m."people"->'${peopleFields[name] ?? "from"}') x
    WHERE strpos(lower((x->>'name') || ' <' || (x->>'address') || '>'), lower(${wanted})) > 0)`;
}

const utcDay = (column: string) => `(${column} AT TIME ZONE 'UTC')::date`;
const dayColumns = { internal: utcDay('p."date"'), sent: 'm."sentDay"', saved: utcDay('p."savedAt"') };
const comparisons = { before: "<", on: "=", since: ">=" };

/** Time and zone are disregarded: the server's days are UTC's, the day of the Date field is the sender's own. A message without one has no such day. */
function dateSql(
  { of, is, day }: { of: keyof typeof dayColumns; is: keyof typeof comparisons; day: string },
  value: (value: unknown) => string,
): string {
  return `coalesce(${dayColumns[of]} ${comparisons[is]} ${value(day)}::date, false)`;
}
