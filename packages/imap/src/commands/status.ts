import type { MailboxStatus, StatusNeeds } from "../backend.ts";
import type { Session } from "../session.ts";
import { BadSyntax, no, ok } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { mailboxName } from "../wire/encoder.ts";
import { type Command, signedIn } from "./command.ts";

type Item = (status: MailboxStatus, mailboxId: string, session: Session) => string;

/** RFC 9051 §6.3.11; RECENT is of RFC 3501, HIGHESTMODSEQ of RFC 7162, MAILBOXID of RFC 8474, APPENDLIMIT of RFC 7889, DELETED-STORAGE of RFC 9208 §4.1.4. */
const items = new Map<string, Item>([
  ["MESSAGES", ({ total }) => `${total}`],
  ["UNSEEN", ({ unseen }) => `${unseen}`],
  ["UIDNEXT", ({ uidNext }) => `${uidNext}`],
  ["UIDVALIDITY", ({ uidValidity }) => `${uidValidity}`],
  ["SIZE", ({ sizeBytes }) => `${sizeBytes}`],
  ["DELETED", ({ deleted }) => `${deleted}`],
  ["DELETED-STORAGE", ({ deletedBytes }) => `${deletedBytes}`],
  ["RECENT", (status, mailboxId, { recent }) => `${recent.count(mailboxId, status)}`],
  ["HIGHESTMODSEQ", ({ highestModseq }) => `${highestModseq}`],
  ["MAILBOXID", (_, mailboxId) => `(${mailboxId})`],
  ["APPENDLIMIT", (_, __, session) => `${session.limits.messageBytes}`],
]);

/** Items of STATUS, in the order asked for. */
export function readStatusItems(session: Session, args: Arguments): string[] {
  const names = [...new Set(args.list(() => args.word()))];
  for (const name of names) {
    if (!items.has(name)) throw new BadSyntax(`unknown status item ${name}`);
    if (name === "HIGHESTMODSEQ") session.enableCondstore();
  }
  return names;
}

/** What the backend has to count for these items. */
export function statusNeeds(names: readonly string[]): StatusNeeds {
  const has = (name: string) => names.includes(name);
  return { size: has("SIZE"), deleted: has("DELETED"), deletedBytes: has("DELETED-STORAGE") };
}

/** The STATUS response of one mailbox. */
export function statusResponse(
  session: Session,
  {
    name,
    mailboxId,
    status,
    asked,
  }: { name: string; mailboxId: string; status: MailboxStatus; asked: readonly string[] },
): string {
  const values = asked.map((item) => `${item} ${items.get(item)?.(status, mailboxId, session) ?? ""}`);
  return `* STATUS ${mailboxName(name, session.isUtf8)} (${values.join(" ")})\r\n`;
}

/** STATUS, RFC 9051 §6.3.11. */
export const status: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const name = args.mailbox();
    args.space();
    const asked = readStatusItems(session, args);
    args.end();
    const mailbox = (await session.user.list()).find((entry) => entry.name === name && entry.isSelectable);
    const found =
      mailbox && (await session.user.status([mailbox.mailboxId], statusNeeds(asked))).get(mailbox.mailboxId);
    if (!mailbox || !found) return no("NONEXISTENT", "no such mailbox");
    session.out.write(statusResponse(session, { name, mailboxId: mailbox.mailboxId, status: found, asked }));
    return ok("done");
  },
};
