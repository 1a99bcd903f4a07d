import type { Changes, FlagRow, OpenMailbox } from "./backend.ts";
import { BadSyntax, type Flags, recentBit, toUid, type Uid, type UidRange } from "./types.ts";
import { joinRanges, normalizeRanges, type SequenceSet, type SetRange } from "./wire/sets.ts";

const noKeywords: readonly string[] = [];

/**
 * A mailbox as one session sees it: which message has which sequence number, and the flags last told. Others' expunges
 * wait in `vanished` until the session may tell them (RFC 9051 §7.5.1); until then their messages keep their numbers.
 * An index is a sequence number less one.
 */
export class MailboxView {
  name: string;
  readonly mailboxId: string;
  readonly uidValidity: number;
  readonly isReadOnly: boolean;
  uidNext: number;
  /** Changes up to here were taken in. Our own writes do not move it, since others' may lie before them. */
  modseq: number;
  /** A hint came: ask for changes. */
  isStale = false;
  /** What SEARCH RETURN (SAVE) kept, RFC 9051 §6.4.4.1. */
  saved: readonly UidRange[] = [];
  /** Messages that left but were not told, and those with flags that were not told. */
  readonly vanished = new Set<Uid>();
  readonly changed = new Set<Uid>();
  /** Keywords in use by lower-case name, and whether some were not told. */
  readonly keywordNames = new Map<string, string>();
  hasNewKeywords = false;
  /** The number of messages that the client knows of. */
  toldCount: number;
  #count: number;
  #uids: Uint32Array;
  #flags: Uint8Array;
  #modseqs: Float64Array;
  readonly #keywords: Map<Uid, readonly string[]>;

  constructor(name: string, opened: OpenMailbox) {
    this.name = name;
    this.mailboxId = opened.mailboxId;
    this.uidValidity = opened.uidValidity;
    this.isReadOnly = opened.isReadOnly;
    this.uidNext = opened.uidNext;
    this.modseq = opened.highestModseq;
    const { uids, flags, modseqs, keywords } = opened.messages;
    this.#count = uids.length;
    this.toldCount = uids.length;
    this.#uids = uids;
    this.#flags = flags;
    this.#modseqs = modseqs;
    this.#keywords = new Map(keywords);
    for (const list of keywords.values()) this.#noteKeywords(list);
    this.hasNewKeywords = false;
  }

  get count(): number {
    return this.#count;
  }

  uidAt(index: number): Uid {
    return toUid(this.#uids[index] ?? 0);
  }

  flagBitsAt(index: number): number {
    return this.#flags[index] ?? 0;
  }

  flagsAt(index: number): Flags {
    const keywords = this.#keywords.size === 0 ? noKeywords : (this.#keywords.get(this.uidAt(index)) ?? noKeywords);
    return { flags: this.#flags[index] ?? 0, keywords };
  }

  modseqAt(index: number): number {
    return this.#modseqs[index] ?? 0;
  }

  /** The index of a UID, or -1. */
  indexOf(uid: Uid): number {
    const index = this.#firstAtLeast(uid);
    return index < this.#count && this.#uids[index] === uid ? index : -1;
  }

  /** The messages of a set as ranges of indexes. UIDs of no message are skipped, numbers of none are an error unless `clips`. */
  indexRanges(set: SequenceSet, by: "uid" | "sequence", { clips = false } = {}): SetRange[] {
    if (set === "saved") return this.#indexesOf(this.saved);
    if (by === "uid") return this.#indexesOf(normalizeRanges(set, this.uidAt(this.#count - 1)));
    const ranges = normalizeRanges(set, this.#count);
    // 1:* of an empty mailbox is no message rather than an error, as clients ask it without looking.
    if (this.#count === 0 && set.some(({ from, to }) => from === Infinity || to === Infinity)) return [];
    if (clips) return joinRanges(clipped(ranges, this.#count));
    if ((ranges.at(-1)?.to ?? 0) > this.#count) throw new BadSyntax("no message with that sequence number");
    return ranges.map(({ from, to }) => ({ from: from - 1, to: to - 1 }));
  }

  #indexesOf(uids: readonly SetRange[]): SetRange[] {
    const ranges: SetRange[] = [];
    for (const { from, to } of uids) {
      const first = this.#firstAtLeast(from);
      const last = this.#firstAtLeast(to + 1) - 1;
      if (first <= last) ranges.push({ from: first, to: last });
    }
    return ranges;
  }

  /** UIDs of ranges of indexes. Between two known neighbours no other message can appear, so that a range stays one. */
  uidRanges(indexes: readonly SetRange[]): UidRange[] {
    return indexes.map(({ from, to }) => ({ from: this.uidAt(from), to: this.uidAt(to) }));
  }

  /** Takes in what changed; what the client has to hear stays in `vanished`, `changed` and `toldCount`. */
  take(changes: Changes, { tellsModseq }: { tellsModseq: boolean }): void {
    for (const row of changes.changed) {
      const index = this.indexOf(row.uid);
      if (index < 0) this.#append(row);
      else if (this.#set(index, row) || (tellsModseq && this.modseqAt(index) < row.modseq)) this.changed.add(row.uid);
      if (index >= 0) this.#modseqs[index] = row.modseq;
    }
    for (const uid of changes.vanished) if (this.indexOf(uid) >= 0) this.vanished.add(uid);
    this.modseq = Math.max(this.modseq, changes.highestModseq);
    this.uidNext = Math.max(this.uidNext, changes.uidNext);
  }

  /** Takes in flags that the running command tells the client itself. */
  takeOwn(rows: readonly FlagRow[]): void {
    for (const row of rows) {
      const index = this.indexOf(row.uid);
      if (index < 0) continue;
      this.#set(index, row);
      this.#modseqs[index] = row.modseq;
      this.changed.delete(row.uid);
    }
  }

  /** The messages from a UID on are \Recent for this session. */
  markRecent(from: number): void {
    for (let index = this.#firstAtLeast(from); index < this.#count; index++)
      this.#flags[index] = this.flagBitsAt(index) | recentBit;
  }

  /** Indexes of the messages that are \Recent. */
  get recent(): number[] {
    const recent: number[] = [];
    for (let index = 0; index < this.#count; index++)
      if ((this.flagBitsAt(index) & recentBit) !== 0) recent.push(index);
    return recent;
  }

  /** Forgets messages; answers their sequence numbers as EXPUNGE tells them, one after the other. */
  remove(uids: Iterable<Uid>): number[] {
    const indexes = [...uids].map((uid) => this.indexOf(uid)).filter((index) => index >= 0);
    indexes.sort((a, b) => a - b);
    const numbers = indexes.map((index, removed) => index + 1 - removed);
    const first = indexes[0];
    if (first === undefined) return numbers;
    for (const index of indexes) {
      const uid = this.uidAt(index);
      this.#keywords.delete(uid);
      this.vanished.delete(uid);
      this.changed.delete(uid);
    }
    let next = 0;
    let to = first;
    for (let from = first; from < this.#count; from++) {
      if (from === indexes[next]) {
        next++;
        continue;
      }
      this.#uids[to] = this.#uids[from] ?? 0;
      this.#flags[to] = this.#flags[from] ?? 0;
      this.#modseqs[to] = this.#modseqs[from] ?? 0;
      to++;
    }
    this.toldCount -= this.#count - to;
    this.#count = to;
    return numbers;
  }

  /** Whether flags are others than before. */
  #set(index: number, row: FlagRow): boolean {
    const before = this.flagsAt(index);
    const recent = before.flags & recentBit;
    const isSame = (before.flags ^ recent) === row.flags && sameKeywords(before.keywords, row.keywords);
    if (isSame) return false;
    this.#flags[index] = row.flags | recent;
    if (row.keywords.length > 0) this.#keywords.set(row.uid, row.keywords);
    else this.#keywords.delete(row.uid);
    this.#noteKeywords(row.keywords);
    return true;
  }

  #append(row: FlagRow): void {
    // A UID below the last one was removed from the view already: UIDs only grow.
    if (this.#count > 0 && row.uid <= this.uidAt(this.#count - 1)) return;
    if (this.#count === this.#uids.length) this.#grow();
    this.#uids[this.#count] = row.uid;
    this.#flags[this.#count] = row.flags;
    this.#modseqs[this.#count] = row.modseq;
    if (row.keywords.length > 0) this.#keywords.set(row.uid, row.keywords);
    this.#noteKeywords(row.keywords);
    this.#count++;
  }

  #grow(): void {
    const size = Math.max(16, Math.ceil(this.#count * 1.5));
    const [uids, flags, modseqs] = [new Uint32Array(size), new Uint8Array(size), new Float64Array(size)];
    uids.set(this.#uids);
    flags.set(this.#flags);
    modseqs.set(this.#modseqs);
    [this.#uids, this.#flags, this.#modseqs] = [uids, flags, modseqs];
  }

  #noteKeywords(keywords: readonly string[]): void {
    for (const keyword of keywords) {
      const key = keyword.toLowerCase();
      if (this.keywordNames.has(key)) continue;
      this.keywordNames.set(key, keyword);
      this.hasNewKeywords = true;
    }
  }

  #firstAtLeast(uid: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#uids[middle] ?? 0) < uid) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function clipped(ranges: readonly SetRange[], count: number): SetRange[] {
  return ranges
    .filter(({ from }) => from <= count)
    .map(({ from, to }) => ({ from: from - 1, to: Math.min(to, count) - 1 }));
}

function sameKeywords(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((keyword) => b.includes(keyword)));
}
