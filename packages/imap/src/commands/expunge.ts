import type { UidRange } from "../types.ts";
import { ok } from "../types.ts";
import type { Session } from "../session.ts";
import { readOnly } from "./copy.ts";
import type { Command } from "./command.ts";

/** EXPUNGE, RFC 9051 §6.4.3. */
export const expunge: Command = {
  states: ["selected"],
  async run(session, args) {
    args.end();
    if (session.view.isReadOnly) return readOnly;
    await remove(session);
    return ok("expunged");
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
    if (uids.length > 0) await remove(session, uids);
    return ok("expunged");
  },
};

async function remove(session: Session, uids?: readonly UidRange[]): Promise<void> {
  session.tellExpunged(await session.user.expunge(session.view.mailboxId, uids));
}
