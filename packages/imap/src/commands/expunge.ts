import { ok, type Reply, type UidRange } from "../types.ts";
import type { Session } from "../session.ts";
import { readOnly } from "./copy.ts";
import type { Command } from "./command.ts";

/** EXPUNGE, RFC 9051 §6.4.3. */
export const expunge: Command = {
  states: ["selected"],
  async run(session, args) {
    args.end();
    if (session.view.isReadOnly) return readOnly;
    return remove(session);
  },
};

/** UID EXPUNGE, RFC 9051 §6.4.9. */
export const uidExpunge: Command = {
  states: ["selected"],
  async run(session, args) {
    args.space();
    const set = args.sequenceSet();
    args.end();
    const { view } = session;
    if (view.isReadOnly) return readOnly;
    const uids = view.uidRanges(view.indexRanges(set, "uid"));
    return uids.length > 0 ? remove(session, uids) : ok("nothing to expunge");
  },
};

async function remove(session: Session, uids?: readonly UidRange[]): Promise<Reply> {
  const { view, user } = session;
  const gone = await user.expunge(view.mailboxId, uids);
  session.tellExpunged(gone);
  if (gone.length === 0 || !session.enabled.has("QRESYNC")) return ok("expunged");
  // The client may count as told up to here, so that it has to be told first. RFC 7162 §3.2.7.
  view.isStale = true;
  await session.tellChanges();
  return ok("expunged", `HIGHESTMODSEQ ${view.modseq}`);
}
