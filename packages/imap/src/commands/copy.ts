import type { Copied } from "../backend.ts";
import type { Session } from "../session.ts";
import { no, ok } from "../types.ts";
import { formatSet } from "../wire/sets.ts";
import { markStale } from "./append.ts";
import type { Command } from "./command.ts";

/** COPY and UID COPY, RFC 9051 §6.4.7. The COPYUID response code is RFC 4315 §3. */
function copying(by: "uid" | "sequence"): Command {
  return {
    states: ["selected"],
    async run(session, args) {
      args.space();
      const set = args.sequenceSet();
      args.space();
      const target = args.mailbox();
      args.end();

      const { view, user } = session;
      const uids = view.uidRanges(view.indexRanges(set, by));
      const copied = await user.copy(view.mailboxId, uids, target);
      if (copied === "no-target") return no("TRYCREATE", "no such mailbox");
      markStale(session, target);
      return copied.from.length === 0 ? ok("nothing to copy") : ok("copied", copyUid(copied));
    },
  };
}

/** MOVE and UID MOVE, RFC 9051 §6.4.8. */
function moving(by: "uid" | "sequence"): Command {
  return {
    states: ["selected"],
    async run(session, args) {
      args.space();
      const set = args.sequenceSet();
      args.space();
      const target = args.mailbox();
      args.end();

      const { view, user } = session;
      if (view.isReadOnly) return readOnly;
      const uids = view.uidRanges(view.indexRanges(set, by));
      const moved = await user.move(view.mailboxId, uids, target);
      if (moved === "no-target") return no("TRYCREATE", "no such mailbox");
      if (moved.from.length === 0) return ok("nothing to move");
      // Before the EXPUNGEs, so that a client can tell where its messages went. RFC 6851 §4.3.
      session.out.write(`* OK [${copyUid(moved)}] moved\r\n`);
      session.tellExpunged(moved.from);
      markStale(session, target);
      return ok("moved");
    },
  };
}

export const copy = copying("sequence");
export const uidCopy = copying("uid");
export const move = moving("sequence");
export const uidMove = moving("uid");

export const readOnly = no("READ-ONLY", "the mailbox is open for reading");

function copyUid({ uidValidity, from, to }: Copied): string {
  return `COPYUID ${uidValidity} ${formatSet(from)} ${formatSet(to)}`;
}

/** Whether all messages of a command are still there; else the client should look. RFC 5530 §3. */
export function done(
  session: Session,
  { isComplete, text }: { isComplete: boolean; text: string },
): ReturnType<typeof ok> {
  if (isComplete) return ok(text);
  session.view.isStale = true;
  return ok(text, "EXPUNGEISSUED");
}
