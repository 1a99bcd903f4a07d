import { MailboxView } from "../mailbox-view.ts";
import { flagResponses, type Session } from "../session.ts";
import { BadSyntax, flagBits, no, ok } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { mailboxName } from "../wire/encoder.ts";
import { readResync, type Resync, tellSince } from "./resync.ts";
import { type Command, signedIn } from "./command.ts";

/** SELECT and EXAMINE, RFC 9051 §6.3.2 and §6.3.3; CONDSTORE as parameter, RFC 7162 §3.1.8. */
function opening(access: "read" | "write"): Command {
  return {
    states: signedIn,
    async run(session, args) {
      args.space();
      const name = args.mailbox();
      const resync = readParameters(session, args);
      args.end();

      // A failed SELECT leaves nothing selected. RFC 9051 §6.3.2.
      const wasOpen = session.hasView;
      session.unselect();
      if (wasOpen) session.out.write("* OK [CLOSED] previous mailbox closed\r\n");
      const opened = await session.user.open(name, access);
      if (opened === "no-mailbox") return no("NONEXISTENT", "no such mailbox");
      const view = new MailboxView(name, { ...opened, isReadOnly: opened.isReadOnly || access === "read" });
      session.select(view);
      session.claimRecent();
      describe(session, view);
      if (resync && resync.uidValidity === view.uidValidity) await tellSince(session, resync);
      return ok("selected", view.isReadOnly ? "READ-ONLY" : "READ-WRITE");
    },
  };
}

export const select = opening("write");
export const examine = opening("read");

function readParameters(session: Session, args: Arguments): Resync | null {
  let resync: Resync | null = null;
  if (!args.has(" ")) return resync;
  args.list(() => {
    const parameter = args.word();
    if (parameter === "QRESYNC") {
      if (!session.enabled.has("QRESYNC")) throw new BadSyntax("QRESYNC was not enabled");
      args.space();
      resync = readResync(args);
    } else if (parameter === "CONDSTORE") session.enableCondstore();
    else throw new BadSyntax("unknown parameter");
  });
  return resync;
}

function describe(session: Session, view: MailboxView): void {
  const { out, isRev2 } = session;
  out.write(flagResponses(view));
  out.write(`* ${view.count} EXISTS\r\n`);
  if (!isRev2) {
    out.write(`* ${view.recent.length} RECENT\r\n`);
    const unseen = firstUnseen(view);
    if (unseen > 0) out.write(`* OK [UNSEEN ${unseen}] first unseen\r\n`);
  }
  out.write(`* OK [UIDVALIDITY ${view.uidValidity}] valid\r\n* OK [UIDNEXT ${view.uidNext}] next\r\n`);
  out.write(`* OK [HIGHESTMODSEQ ${view.modseq}] highest\r\n* OK [MAILBOXID (${view.mailboxId})] id\r\n`);
  // RFC 9051 §6.3.2 has LIST here; IMAP4rev1 clients need not know it.
  if (isRev2) out.write(`* LIST () "/" ${mailboxName(view.name, session.isUtf8)}\r\n`);
}

function firstUnseen(view: MailboxView): number {
  for (let index = 0; index < view.count; index++) if ((view.flagBitsAt(index) & flagBits.seen) === 0) return index + 1;
  return 0;
}

/** CLOSE, RFC 9051 §6.4.1: removes what is marked \Deleted without saying so. */
export const close: Command = {
  states: ["selected"],
  async run(session, args) {
    args.end();
    const { view } = session;
    if (!view.isReadOnly) await session.user.expunge(view.mailboxId);
    session.unselect();
    // Without HIGHESTMODSEQ: others' changes that this session was not told of would lie before it. RFC 7162 §3.2.8.
    return ok("closed");
  },
};

/** UNSELECT, RFC 9051 §6.4.2. */
export const unselect: Command = {
  states: ["selected"],
  run(session, args) {
    args.end();
    session.unselect();
    return ok("unselected");
  },
};
