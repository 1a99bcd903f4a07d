import type { Session } from "../session.ts";
import { BadSyntax, type Uid } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { inRanges } from "../search/match.ts";
import { formatSet, joinRanges, normalizeRanges, type SequenceSet, type SetRange } from "../wire/sets.ts";

/** What a client says it knows of a mailbox. RFC 7162 §3.2.5. */
export interface Resync {
  readonly uidValidity: number;
  readonly modseq: number;
  /** Null: it may know all UIDs. */
  readonly knownUids: readonly SetRange[] | null;
}

/** Reads the argument of QRESYNC. The numbers that go with some UIDs only save octets and are passed over. */
export function readResync(args: Arguments): Resync {
  args.expect("(");
  const uidValidity = args.nonZero();
  args.space();
  const modseq = args.modseq();
  let knownUids: readonly SetRange[] | null = null;
  while (args.has(" ")) {
    if (args.sees("(")) args.list(() => plainSet(args.sequenceSet()));
    else knownUids = joinRanges(plainSet(args.sequenceSet()));
  }
  args.expect(")");
  return { uidValidity, modseq, knownUids };
}

function plainSet(set: SequenceSet): readonly SetRange[] {
  if (set === "saved" || set.some(({ from, to }) => from === Infinity || to === Infinity))
    throw new BadSyntax("known UIDs are written out");
  return normalizeRanges(set, 0);
}

/** Tells what changed while the client was away: UIDs that left, then flags of those that stayed. */
export async function tellSince(session: Session, { modseq, knownUids }: Resync): Promise<void> {
  const { view, user, out } = session;
  const changes = await user.changesSince(view.mailboxId, modseq);
  if (changes === "no-mailbox") return;
  writeEarlier(
    session,
    changes.vanished.filter((uid) => !knownUids || inRanges(knownUids, uid)),
  );
  for (const { uid } of changes.changed) {
    const index = view.indexOf(uid);
    if (index < 0 || (knownUids && !inRanges(knownUids, uid))) continue;
    out.write(session.flagResponse(index));
    if (out.isFull) await out.flush();
  }
}

/** VANISHED (EARLIER) for UID FETCH with the modifier VANISHED, RFC 7162 §3.2.6. */
export async function tellVanished(
  session: Session,
  { since, among }: { since: number; among: SequenceSet },
): Promise<void> {
  const { view, user } = session;
  const changes = await user.changesSince(view.mailboxId, since);
  if (changes === "no-mailbox") return;
  const ranges = among === "saved" ? view.saved : normalizeRanges(among, view.uidNext);
  writeEarlier(
    session,
    changes.vanished.filter((uid) => inRanges(ranges, uid)),
  );
}

/** What is still in the view, because it left this moment, comes with the next VANISHED. */
function writeEarlier({ view, out }: Session, uids: readonly Uid[]): void {
  const gone = uids.filter((uid) => view.indexOf(uid) < 0).sort((a, b) => a - b);
  if (gone.length > 0) out.write(`* VANISHED (EARLIER) ${formatSet(gone)}\r\n`);
}
