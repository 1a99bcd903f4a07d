import { hasItem, type Item, needsOf, readItems, simpleItem } from "../fetch/items.ts";
import { writeRow } from "../fetch/write-row.ts";
import type { Session } from "../session.ts";
import { BadSyntax, flagBits, no, ok, type UidRange } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { joinRanges, type SetRange } from "../wire/sets.ts";
import { done } from "./copy.ts";
import type { Command } from "./command.ts";
import { tellVanished } from "./resync.ts";

/** FETCH and UID FETCH, RFC 9051 §6.4.5; CHANGEDSINCE is RFC 7162 §3.1.4.1. */
function fetching(by: "uid" | "sequence"): Command {
  return {
    states: ["selected"],
    holdsExpunges: by === "sequence",
    async run(session, args) {
      args.space();
      const set = args.sequenceSet();
      args.space();
      const asked = readItems(args);
      const { changedSince, tellsVanished } = readModifier(session, args);
      args.end();
      if (tellsVanished && (by !== "uid" || !session.enabled.has("QRESYNC")))
        throw new BadSyntax("VANISHED needs UID FETCH and QRESYNC");

      const { view } = session;
      if (hasItem(asked, "MODSEQ")) session.enableCondstore();
      if (changedSince !== null && tellsVanished) await tellVanished(session, { since: changedSince, among: set });
      const all = view.indexRanges(set, by);
      const indexes = changedSince === null ? all : all.flatMap((range) => changedIn(session, range, changedSince));
      const items = complete(asked, { by, withModseq: changedSince !== null });
      const seen = view.isReadOnly || !items.some(setsSeen) ? [] : unseenIn(session, indexes);
      if (seen.length > 0) await markSeen(session, seen);
      // Flags that this command changed are part of its answer.
      if (seen.length > 0 && !hasItem(items, "FLAGS")) items.push(simpleItem("FLAGS"));
      return answer(session, indexes, items);
    },
  };
}

export const fetch = fetching("sequence");
export const uidFetch = fetching("uid");

function setsSeen(item: Item): boolean {
  return "setsSeen" in item && item.setsSeen;
}

/** A UID command answers UID whether asked or not, CHANGEDSINCE answers MODSEQ. The same item twice is answered once. */
function complete(asked: readonly Item[], { by, withModseq }: { by: string; withModseq: boolean }): Item[] {
  const items: Item[] = [];
  if (by === "uid" && !hasItem(asked, "UID")) items.push(simpleItem("UID"));
  if (withModseq && !hasItem(asked, "MODSEQ")) items.push(simpleItem("MODSEQ"));
  const labels = new Set<string>();
  for (const item of asked) {
    const label = item.kind === "simple" ? item.name : item.label;
    if (!labels.has(label)) items.push(item);
    labels.add(label);
  }
  return items;
}

function readModifier(session: Session, args: Arguments): { changedSince: number | null; tellsVanished: boolean } {
  let changedSince: number | null = null;
  let tellsVanished = false;
  if (!args.has(" ")) return { changedSince, tellsVanished };
  args.list(() => {
    const modifier = args.word();
    if (modifier === "CHANGEDSINCE") {
      args.space();
      changedSince = args.modseq();
    } else if (modifier === "VANISHED") tellsVanished = true;
    else throw new BadSyntax("unknown modifier");
  });
  if (changedSince === null) throw new BadSyntax("CHANGEDSINCE expected");
  session.enableCondstore();
  return { changedSince, tellsVanished };
}

function changedIn({ view }: Session, { from, to }: SetRange, modseq: number): SetRange[] {
  const changed: SetRange[] = [];
  for (let index = from; index <= to; index++)
    if (view.modseqAt(index) > modseq) changed.push({ from: index, to: index });
  return joinRanges(changed);
}

/** Messages that become \Seen because their text is fetched. */
function unseenIn({ view }: Session, indexes: readonly SetRange[]): UidRange[] {
  const unseen: SetRange[] = [];
  for (const { from, to } of indexes)
    for (let index = from; index <= to; index++)
      if ((view.flagBitsAt(index) & flagBits.seen) === 0) unseen.push({ from: index, to: index });
  return view.uidRanges(joinRanges(unseen));
}

async function markSeen({ view, user }: Session, uids: readonly UidRange[]): Promise<void> {
  const stored = await user.store(view.mailboxId, uids, { mode: "add", flags: flagBits.seen, keywords: [] });
  view.takeOwn(stored.rows);
}

async function answer(
  session: Session,
  indexes: readonly SetRange[],
  items: readonly Item[],
): Promise<ReturnType<typeof ok>> {
  const { view, user, out } = session;
  const needs = needsOf(items);
  let isKnown = true;
  if (needs === null) {
    for (const { from, to } of indexes)
      for (let index = from; index <= to; index++) {
        writeRow(out, { view, index, items, row: undefined });
        if (out.isFull) await out.flush();
      }
    return ok("fetched");
  }
  const expected = indexes.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  if (expected === 0) return ok("fetched");
  let written = 0;
  for await (const batch of user.fetch(view.mailboxId, view.uidRanges(indexes), needs))
    for (const row of batch) {
      const index = view.indexOf(row.uid);
      if (index < 0) continue;
      isKnown = writeRow(out, { view, index, items, row }) && isKnown;
      written++;
      if (out.isFull) await out.flush();
    }
  if (!isKnown) return no("UNKNOWN-CTE", "the transfer encoding of a part is not known");
  return done(session, { isComplete: written >= expected, text: "fetched" });
}
