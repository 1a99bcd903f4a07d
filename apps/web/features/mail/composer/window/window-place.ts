import type { Person } from "../../types.ts";
import type { ComposerStart } from "../composer-store.ts";
import { parseAddresses } from "../parse-addresses.ts";

export const composeWindowPath = "/mail/compose";

/** What an address such as `/mail/compose/<draft>` or `/mail/compose/new?to=ana@…&subject=…` begins with. */
export function startAt(draft: string, query: URLSearchParams): ComposerStart {
  if (draft !== "new") return { kind: "draft", draftId: draft };
  const answer = answerModes.find((mode) => mode === query.get("answer"));
  const messageId = query.get("message");
  if (answer && messageId) return { kind: answer, messageId };
  const mailto = query.get("mailto");
  return mailto === null ? startOf(query) : startOfMailto(mailto);
}

const answerModes = ["reply", "reply-all", "reply-list", "forward"] as const;

/** The address of a window that begins in the same way; null for what has to be a draft before. */
export function freshHref(start: ComposerStart): string | null {
  if (start.kind === "new") {
    const { to = [], cc = [], bcc = [], subject, text, template } = start;
    if (template) return null;
    const people = Object.entries({ to, cc, bcc }).flatMap(([key, some]) => some.map((one) => [key, written(one)]));
    const rest = Object.entries({ subject, body: text }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    );
    const query = new URLSearchParams([...people, ...rest]).toString();
    return `${composeWindowPath}/new${query === "" ? "" : `?${query}`}`;
  }
  const answer = answerModes.find((mode) => mode === start.kind);
  if (!answer || !("messageId" in start)) return null;
  return `${composeWindowPath}/new?${new URLSearchParams({ answer, message: start.messageId }).toString()}`;
}

function written({ name, address }: Person): string {
  return name === "" ? address : `"${name.replaceAll(/["\\]/g, "")}" <${address}>`;
}

/** A mailto address, RFC 6068 §2: people before the question mark, fields after it. A plus is a plus there. */
export function startOfMailto(address: string): ComposerStart {
  const [people = "", fields = ""] = address.replace(/^mailto:/i, "").split(/\?(.*)/s);
  const query = new URLSearchParams(fields.replaceAll("+", "%2B"));
  const named = new URLSearchParams([...query].map(([key, value]) => [key.toLowerCase(), value]));
  const start = startOf(named);
  const to = [...parseAddresses(decoded(people)), ...(start.to ?? [])];
  return { ...start, ...(to.length > 0 ? { to } : {}) };
}

function startOf(query: URLSearchParams): Extract<ComposerStart, { kind: "new" }> {
  const people = (key: string): Person[] => query.getAll(key).flatMap(parseAddresses);
  const [to, cc, bcc] = [people("to"), people("cc"), people("bcc")];
  const subject = query.get("subject");
  const body = query.get("body");
  return {
    kind: "new",
    ...(to.length > 0 ? { to } : {}),
    ...(cc.length > 0 ? { cc } : {}),
    ...(bcc.length > 0 ? { bcc } : {}),
    ...(subject === null ? {} : { subject: subject.replace(/\s+/g, " ") }),
    ...(body === null ? {} : { text: body.replace(/\r\n?/g, "\n") }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
