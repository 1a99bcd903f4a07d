import type { MailboxView } from "../mailbox-view.ts";
import { NotDone, ok, type SpecialUse, specialUses } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { type Command, signedIn } from "./command.ts";

const maxNameBytes = 1_000;
const maxLevels = 50;

/** A name that a mailbox may get: Net-Unicode without empty levels, wildcards or controls. RFC 9051 §5.1. */
function newName(name: string): string {
  const isClean = !/[\p{Cc}\u2028\u2029*%]/u.test(name) && name.isWellFormed();
  const levels = name.split("/");
  if (!isClean || levels.includes("") || levels.length > maxLevels || Buffer.byteLength(name) > maxNameBytes)
    throw new NotDone("CANNOT", "not a name for a mailbox");
  return name;
}

/** CREATE, RFC 9051 §6.3.4; USE is RFC 6154 §3, MAILBOXID RFC 8474 §4.1. */
export const create: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const name = args.mailbox();
    const use = readUse(args);
    args.end();
    // A delimiter at the end only announces children. RFC 9051 §6.3.4.
    const { mailboxId } = await session.user.create(newName(name.replace(/\/$/, "")), use);
    return ok("created", `MAILBOXID (${mailboxId})`);
  },
};

function readUse(args: Arguments): SpecialUse | undefined {
  if (!args.has(" ")) return undefined;
  args.expect("(");
  args.expect("USE ");
  const uses = args.list(() => args.flag(), 0);
  args.expect(")");
  const [first] = uses;
  const use = specialUses.find((known) => `\\${known}`.toLowerCase() === first?.toLowerCase());
  if (uses.length > 1 || (first !== undefined && !use)) throw new NotDone("USEATTR", "use not supported");
  return use;
}

/** DELETE, RFC 9051 §6.3.5. */
export const deleteMailbox: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const name = args.mailbox();
    args.end();
    if (name === "INBOX") throw new NotDone("CANNOT", "INBOX can not be deleted");
    // RFC 9051 §6.3.5 would leave a name without a mailbox behind; a mailbox with others below it stays instead.
    if ((await session.user.list()).some((mailbox) => mailbox.name.startsWith(`${name}/`)))
      throw new NotDone("HASCHILDREN", "there are mailboxes below it");
    await session.user.delete(name);
    // Else the connection would end, as it does for others who have it selected.
    if (session.hasView && session.view.name === name) session.unselect();
    return ok("deleted");
  },
};

/** RENAME, RFC 9051 §6.3.6. */
export const rename: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const from = args.mailbox();
    args.space();
    const to = args.mailbox();
    args.end();
    if (to.startsWith(`${from}/`)) throw new NotDone("CANNOT", "a mailbox can not move into itself");
    const target = newName(to.replace(/\/$/, ""));
    await session.user.rename(from, target);
    if (session.hasView) follow(session.view, from, target);
    return ok("renamed");
  },
};

/** The selected mailbox may be the one that got another name, or below it; INBOX only lost its messages. */
function follow(view: MailboxView, from: string, to: string): void {
  if (view.name === "INBOX") view.isStale = true;
  else if (view.name === from || view.name.startsWith(`${from}/`)) view.name = `${to}${view.name.slice(from.length)}`;
}

/** SUBSCRIBE, RFC 9051 §6.3.7. The mailbox need not exist. */
export const subscribe: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const name = args.mailbox();
    args.end();
    await session.user.subscribe(newName(name.replace(/\/$/, "")));
    return ok("subscribed");
  },
};

/** UNSUBSCRIBE, RFC 9051 §6.3.8. */
export const unsubscribe: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const name = args.mailbox();
    args.end();
    await session.user.unsubscribe(name.replace(/\/$/, ""));
    return ok("unsubscribed");
  },
};
