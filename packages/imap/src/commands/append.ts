import type { NewMessage } from "../backend.ts";
import type { Session } from "../session.ts";
import { no, NotDone, ok } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { parseDateTime } from "../wire/dates.ts";
import { storable } from "../wire/storable.ts";
import { formatSet } from "../wire/sets.ts";
import { type Command, signedIn } from "./command.ts";

/** APPEND, RFC 9051 §6.3.12; several messages at once are RFC 3502, UTF8 is RFC 6855 §4. */
export const append: Command = {
  states: signedIn,
  async run(session, args) {
    args.space();
    const name = args.mailbox();
    const messages: NewMessage[] = [];
    do {
      args.space();
      messages.push(readMessage(args));
    } while (!args.isAtEnd());
    args.end();

    const appended = await session.user.append(name, messages);
    if (appended === "no-target") return no("TRYCREATE", "no such mailbox");
    markStale(session, name);
    return ok("appended", `APPENDUID ${appended.uidValidity} ${formatSet(appended.uids)}`);
  },
};

function readMessage(args: Arguments): NewMessage {
  const hasFlags = args.sees("(");
  const flags = hasFlags ? args.flagList() : { flags: 0, keywords: [] };
  if (hasFlags) args.space();
  const internalDate = args.sees('"') ? parseDateTime(args.string()) : undefined;
  if (internalDate) args.space();
  const raw = readOctets(args);
  return internalDate ? { ...flags, internalDate, raw } : { ...flags, raw };
}

function readOctets(args: Arguments): Buffer {
  const isUtf8 = args.has("UTF8 (");
  const { bytes } = args.literal();
  if (isUtf8) args.expect(")");
  if (bytes.length === 0) throw new NotDone("CANNOT", "an empty message");
  const raw = storable(bytes);
  if (raw === null) throw new NotDone("UNKNOWN-CTE", "NUL where no transfer encoding reaches");
  return raw;
}

/** A message that came into the selected mailbox is told at once. */
export function markStale(session: Session, name: string): void {
  if (session.hasView && session.view.name === name) session.view.isStale = true;
}
