import type { FlagChange, Stored } from "../backend.ts";
import type { Session } from "../session.ts";
import { BadSyntax, ok, type Reply } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { formatSet } from "../wire/sets.ts";
import { done, readOnly } from "./copy.ts";
import type { Command } from "./command.ts";

/** STORE and UID STORE, RFC 9051 §6.4.6; UNCHANGEDSINCE is RFC 7162 §3.1.3. */
function storing(by: "uid" | "sequence"): Command {
  return {
    states: ["selected"],
    holdsExpunges: by === "sequence",
    async run(session, args) {
      args.space();
      const set = args.sequenceSet();
      args.space();
      const unchangedSince = readModifier(session, args);
      const { mode, isSilent } = readMode(args);
      args.space();
      const flags = args.flags();
      args.end();

      const { view, user } = session;
      if (view.isReadOnly) return readOnly;
      const indexes = view.indexRanges(set, by);
      if (indexes.length === 0) return ok("nothing to store");
      const change: FlagChange = { mode, ...flags, ...(unchangedSince !== undefined && { unchangedSince }) };
      const stored = await user.store(view.mailboxId, view.uidRanges(indexes), change);
      await tell(session, stored, isSilent);
      const expected = indexes.reduce((sum, { from, to }) => sum + to - from + 1, 0);
      const isComplete = stored.rows.length + stored.modified.length >= expected;
      return stored.modified.length > 0 ? modified(session, stored, by) : done(session, { isComplete, text: "stored" });
    },
  };
}

export const store = storing("sequence");
export const uidStore = storing("uid");

function readModifier(session: Session, args: Arguments): number | undefined {
  if (!args.has("(")) return undefined;
  args.expect("UNCHANGEDSINCE ");
  const modseq = args.modseq();
  args.expect(") ");
  session.enableCondstore();
  return modseq;
}

function readMode(args: Arguments): { mode: FlagChange["mode"]; isSilent: boolean } {
  const mode = args.has("+") ? "add" : args.has("-") ? "remove" : "replace";
  const item = args.word();
  if (item !== "FLAGS" && item !== "FLAGS.SILENT") throw new BadSyntax("FLAGS expected");
  return { mode, isSilent: item === "FLAGS.SILENT" };
}

async function tell(session: Session, { rows }: Stored, isSilent: boolean): Promise<void> {
  const { view, out } = session;
  view.takeOwn(rows);
  session.tellKeywords();
  // With CONDSTORE even a silent STORE tells the new modseq. RFC 7162 §3.1.3.
  if (isSilent && !session.tellsModseq) return;
  for (const { uid } of rows) {
    const index = view.indexOf(uid);
    if (index >= 0) out.write(session.flagResponse(index, { withFlags: !isSilent }));
    if (out.isFull) await out.flush();
  }
}

function modified(session: Session, { modified: uids }: Stored, by: "uid" | "sequence"): Reply {
  session.view.isStale = true;
  const numbers = by === "uid" ? uids : uids.map((uid) => session.view.indexOf(uid) + 1);
  return ok("some were changed by others", `MODIFIED ${formatSet(numbers)}`);
}
