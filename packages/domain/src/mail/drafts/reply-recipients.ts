import { listPost } from "../list-post.ts";
import { type Address, parseAddresses, type Part, type Summary } from "@carbyne/mime";

export type AnswerMode = "reply" | "reply-all" | "reply-list";

/**
 * Whom an answer goes to: Reply-To, else From (RFC 5322 §3.6.2); for all also where the writer asked for in Mail-Followup-To, and else everybody
 * who had the message; for a list its List-Post (RFC 2369 §3.4). An answer to one's own message goes where that went, never to oneself.
 */
export function recipients(
  part: Part,
  summary: Summary,
  { mode, own }: { mode: AnswerMode; own: ReadonlySet<string> },
): { to: Address[]; cc: Address[] } {
  const isOwn = (person: Address) => own.has(withoutTag(person.address));
  const isFromMe = summary.from.every(isOwn);
  const author = summary.replyTo.length > 0 ? summary.replyTo : summary.from;
  const to = isFromMe && summary.to.length > 0 ? summary.to : author;
  const post = mode === "reply-list" ? listPost(part) : null;
  if (post) return { to: [post], cc: [] };
  if (mode === "reply") return { to: distinct(to), cc: [] };
  const followUp = distinct(addressesOf(part, "mail-followup-to")).filter((person) => !isOwn(person));
  if (followUp.length > 0) return { to: followUp, cc: [] };
  const first = distinct([...to, ...(isFromMe ? [] : summary.to.filter((person) => !isOwn(person)))]);
  const taken = new Set(first.map((person) => person.address.toLowerCase()));
  const others = distinct(summary.cc).filter((one) => !isOwn(one) && !taken.has(one.address.toLowerCase()));
  return { to: first, cc: others };
}

/** The own address that the message was sent to, with its plus part, so that the answer comes from it; undefined where none is named. */
export function addressedAs(summary: Summary, own: ReadonlySet<string>): string | undefined {
  const named = [...summary.to, ...summary.cc, ...summary.from];
  return named.find((person) => own.has(withoutTag(person.address)))?.address;
}

function addressesOf(part: Part, field: string): Address[] {
  return parseAddresses(part.unfolded(field) ?? "").filter((person) => person.address.includes("@"));
}

function distinct(people: readonly Address[]): Address[] {
  return [...new Map(people.map((person) => [person.address.toLowerCase(), person])).values()];
}

function withoutTag(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, "@");
}
