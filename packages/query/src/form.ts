import { parseQuery, type Query } from "./parse.ts";
import { printQuery } from "./print.ts";

/** The advanced search as fields; "" is a field that is not used. Dates are `YYYY-MM-DD`, sizes as typed (`5m`). */
export type SearchForm = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly filename: string;
  readonly in: string;
  readonly tag: string;
  readonly larger: string;
  readonly smaller: string;
  readonly after: string;
  readonly before: string;
  readonly hasAttachment: boolean;
  readonly isUnread: boolean;
  readonly isStarred: boolean;
  /** Everything else as it would be typed, so that nothing is lost. */
  readonly words: string;
  /** Words that may not occur, without their minus. */
  readonly without: string;
};

export const emptyForm: SearchForm = {
  from: "",
  to: "",
  subject: "",
  filename: "",
  in: "",
  tag: "",
  larger: "",
  smaller: "",
  after: "",
  before: "",
  hasAttachment: false,
  isUnread: false,
  isStarred: false,
  words: "",
  without: "",
};

const fields = ["from", "to", "subject", "filename", "in", "tag", "larger", "smaller", "after", "before"] as const;
type Field = (typeof fields)[number];
const marks = [
  { key: "hasAttachment", name: "has", value: "attachment" },
  { key: "isUnread", name: "is", value: "unread" },
  { key: "isStarred", name: "is", value: "starred" },
] as const;

/** The fields of what was typed. What no field can hold stands in `words`. */
export function formOf(text: string): SearchForm {
  const query = parseQuery(text);
  const parts = query?.kind === "and" ? query.of : query ? [query] : [];
  const form: Record<Field, string> = { ...emptyForm };
  const marked = { hasAttachment: false, isUnread: false, isStarred: false };
  const words: Query[] = [];
  const without: Query[] = [];
  for (const part of parts) {
    const field = part.kind === "operator" ? fields.find((one) => one === part.name) : undefined;
    const mark =
      part.kind === "operator"
        ? marks.find((one) => one.name === part.name && one.value === part.value.toLowerCase())
        : undefined;
    if (mark) marked[mark.key] = true;
    else if (field && part.kind === "operator" && form[field] === "") form[field] = part.value;
    else if (part.kind === "not" && part.of.kind === "text") without.push(part.of);
    else words.push(part);
  }
  return { ...form, ...marked, words: printAll(words), without: printAll(without) };
}

/** What would be typed for a form. */
export function queryOf(form: SearchForm): string {
  const operators: Query[] = fields.flatMap((name) => {
    const value = form[name].trim();
    return value === "" ? [] : [{ kind: "operator", name, value }];
  });
  const marked: Query[] = marks.flatMap(({ key, name, value }) =>
    form[key] ? [{ kind: "operator", name, value }] : [],
  );
  const left = parseQuery(form.without);
  const withouts = left?.kind === "and" ? left.of : left ? [left] : [];
  const nots: Query[] = withouts.map((of) => (of.kind === "not" ? of : { kind: "not", of }));
  const words = parseQuery(form.words);
  return printAll([
    ...operators,
    ...marked,
    // Alternatives of the words go in brackets, or they would be alternatives to the fields as well.
    ...(words?.kind === "and" ? words.of : words ? [words] : []),
    ...nots,
  ]);
}

function printAll(parts: readonly Query[]): string {
  const [only] = parts;
  return printQuery(parts.length > 1 ? { kind: "and", of: parts } : (only ?? null));
}
