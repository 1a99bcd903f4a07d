import type { MailboxEntry } from "../backend.ts";
import type { Session } from "../session.ts";
import { BadSyntax, ok } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { mailboxName } from "../wire/encoder.ts";
import { canonicalName } from "../wire/mailbox-name.ts";
import { type Command, signedIn } from "./command.ts";
import { childInfo, type Listed, listMatches, matcher } from "./list-match.ts";
import { readStatusItems, statusNeeds, statusResponse } from "./status.ts";

interface ListOptions {
  select: ReadonlySet<string>;
  patterns: readonly string[];
  returns: ReadonlySet<string>;
  status: readonly string[];
}

/** LIST, RFC 9051 §6.3.9, with the extended options of RFC 5258, 5819 and 6154. */
export const list: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const select = readSelection(args);
    const reference = args.mailbox();
    args.space();
    const isExtended = select !== null || args.sees("(");
    const patterns = args.sees("(") ? args.list(() => args.pattern(), 0) : [args.pattern()];
    const { returns, status } = readReturns(session, args);
    args.end();

    // An empty pattern asks for the delimiter only. RFC 9051 §6.3.9.
    if (!isExtended && patterns[0] === "") {
      session.out.write(`* LIST (\\Noselect) "/" ""\r\n`);
      return ok("that is the delimiter");
    }
    const whole = patterns
      .filter((pattern) => pattern !== "")
      .map((pattern) => canonicalName(`${reference}${pattern}`));
    await answer(session, { select: select ?? new Set(), patterns: whole, returns, status });
    return ok("listed");
  },
};

/** LSUB, RFC 3501 §6.3.9. */
export const lsub: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const reference = args.mailbox();
    args.space();
    const pattern = args.pattern();
    args.end();
    const names = await session.user.listSubscribed();
    const matches = matcher([canonicalName(`${reference}${pattern}`)]);
    const found = new Map<string, string>();
    for (const name of names) {
      if (matches(name)) found.set(name, "");
      // With % a parent stands for its subscribed children, when it is not subscribed itself.
      else if (pattern.includes("%"))
        for (const parent of parents(name)) if (matches(parent) && !found.has(parent)) found.set(parent, "\\Noselect");
    }
    for (const name of names) if (found.has(name)) found.set(name, "");
    for (const name of [...found.keys()].sort())
      session.out.write(`* LSUB (${found.get(name)}) "/" ${mailboxName(name, session.isUtf8)}\r\n`);
    return ok("listed");
  },
};

function parents(name: string): string[] {
  const levels = name.split("/");
  return levels.slice(1).map((_, index) => levels.slice(0, index + 1).join("/"));
}

function readSelection(args: Arguments): Set<string> | null {
  if (!args.sees("(")) return null;
  const select = new Set(args.list(() => args.word(), 0));
  args.space();
  for (const option of select)
    if (!["SUBSCRIBED", "REMOTE", "RECURSIVEMATCH", "SPECIAL-USE"].includes(option))
      throw new BadSyntax(`unknown selection option ${option}`);
  // RECURSIVEMATCH alone would select nothing. RFC 5258 §3.
  if (select.has("RECURSIVEMATCH") && !select.has("SUBSCRIBED") && !select.has("SPECIAL-USE"))
    throw new BadSyntax("RECURSIVEMATCH needs another option");
  return select;
}

function readReturns(session: Session, args: Arguments): Pick<ListOptions, "returns" | "status"> {
  let status: readonly string[] = [];
  if (!args.has(" ")) return { returns: new Set(), status };
  args.expect("RETURN ");
  const returns = args.list(() => {
    const option = args.word();
    if (option === "STATUS") {
      args.space();
      status = readStatusItems(session, args);
    } else if (!["SUBSCRIBED", "CHILDREN", "SPECIAL-USE"].includes(option))
      throw new BadSyntax(`unknown return option ${option}`);
    return option;
  }, 0);
  return { returns: new Set(returns), status };
}

async function answer(session: Session, options: ListOptions): Promise<void> {
  const { user, out, isUtf8 } = session;
  const mailboxes = await user.list();
  const tellsSubscribed = options.returns.has("SUBSCRIBED") || options.select.has("SUBSCRIBED");
  const subscribed = new Set(tellsSubscribed ? await user.listSubscribed() : []);
  const listed = listMatches(mailboxes, subscribed, options);
  const children = childInfo(mailboxes);
  const counted =
    options.status.length > 0 ? listed.flatMap(({ mailbox }) => (mailbox?.isSelectable ? [mailbox] : [])) : [];
  const ids = counted.map(({ mailboxId }) => mailboxId);
  const statuses = ids.length > 0 ? await user.status(ids, statusNeeds(options.status)) : new Map<string, never>();
  for (const found of listed) {
    const { name, mailbox } = found;
    const attributes = attributesOf(found, tellsSubscribed && subscribed.has(name), children.has(name));
    out.write(`* LIST (${attributes.join(" ")}) "/" ${mailboxName(name, isUtf8)}${childMark(found)}\r\n`);
    const status = mailbox && statuses.get(mailbox.mailboxId);
    if (mailbox && status)
      out.write(statusResponse(session, { name, mailboxId: mailbox.mailboxId, status, asked: options.status }));
    if (out.isFull) await out.flush();
  }
}

function attributesOf({ mailbox }: Listed, isSubscribed: boolean, hasChildren: boolean): string[] {
  const attributes: string[] = [];
  if (!mailbox) attributes.push("\\NonExistent");
  else if (!mailbox.isSelectable) attributes.push("\\Noselect");
  if (isSubscribed) attributes.push("\\Subscribed");
  attributes.push(hasChildren ? "\\HasChildren" : "\\HasNoChildren");
  if (mailbox?.use) attributes.push(useOf(mailbox));
  return attributes;
}

function useOf(mailbox: MailboxEntry): string {
  return `\\${mailbox.use ?? ""}`;
}

/** Says why a mailbox is listed that was not selected itself. RFC 5258 §3.5. */
function childMark({ childrenMatch }: Listed): string {
  return childrenMatch.length === 0 ? "" : ` ("CHILDINFO" (${childrenMatch.map((option) => `"${option}"`).join(" ")}))`;
}
