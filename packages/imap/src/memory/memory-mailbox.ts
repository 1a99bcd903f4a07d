import { newId } from "@carbyne/kernel";
import { bodyStructureWire, envelopeWire, parseMessage } from "@carbyne/mime";
import type {
  Changes,
  FetchNeeds,
  FetchRow,
  FlagChange,
  FlagRow,
  MailboxStatus,
  MessageTable,
  Stored,
} from "../backend.ts";
import { inRanges } from "../search/match.ts";
import { flagBits, type SpecialUse, toUid, type Uid, type UidRange } from "../types.ts";

/** The bytes of a message, shared by its places in mailboxes. */
export interface MemoryMessage {
  readonly raw: Buffer;
  readonly internalDate: Date;
  readonly emailId: string;
  readonly threadId: string;
}

export interface Place {
  readonly uid: Uid;
  readonly message: MemoryMessage;
  readonly savedAt: Date;
  flags: number;
  keywords: readonly string[];
  modseq: number;
}

/** A mailbox that keeps everything in memory, with the modseqs that a real one has. */
export class MemoryMailbox {
  readonly mailboxId = newId().replaceAll("-", "");
  readonly use: SpecialUse | undefined;
  uidValidity: number;
  uidNext = 1;
  highestModseq = 1;
  places: Place[] = [];
  readonly #vanished: { uid: Uid; modseq: number }[] = [];
  readonly #watchers = new Set<() => void>();
  readonly #nextModseq: () => number;

  constructor(given: { uidValidity: number; use?: SpecialUse | undefined; nextModseq: () => number }) {
    this.uidValidity = given.uidValidity;
    this.use = given.use;
    this.#nextModseq = given.nextModseq;
  }

  watch(onHint: () => void): () => void {
    this.#watchers.add(onHint);
    return () => this.#watchers.delete(onHint);
  }

  hint(): void {
    for (const watcher of this.#watchers) watcher();
  }

  add(messages: readonly { message: MemoryMessage; flags: number; keywords: readonly string[] }[], now: Date): Uid[] {
    const modseq = this.#turn();
    const uids = messages.map(({ message, flags, keywords }) => {
      const uid = toUid(this.uidNext++);
      this.places.push({ uid, message, savedAt: now, flags, keywords, modseq });
      return uid;
    });
    this.hint();
    return uids;
  }

  /** Removes places; answers their UIDs. */
  remove(isMeant: (place: Place) => boolean): Uid[] {
    const gone = this.places.filter(isMeant).map(({ uid }) => uid);
    if (gone.length === 0) return gone;
    const removed = new Set(gone);
    const modseq = this.#turn();
    this.places = this.places.filter(({ uid }) => !removed.has(uid));
    for (const uid of gone) this.#vanished.push({ uid, modseq });
    this.hint();
    return gone;
  }

  inside(uids: readonly UidRange[]): Place[] {
    return this.places.filter(({ uid }) => inRanges(uids, uid));
  }

  store(uids: readonly UidRange[], change: FlagChange): Stored {
    const { unchangedSince = Number.MAX_SAFE_INTEGER } = change;
    const meant = this.inside(uids);
    const free = meant.filter(({ modseq }) => modseq <= unchangedSince);
    const modified = meant.filter(({ modseq }) => modseq > unchangedSince).map(({ uid }) => uid);
    const changing = free.filter((place) => changed(place, change) !== null);
    if (changing.length > 0) {
      const modseq = this.#turn();
      for (const place of changing) Object.assign(place, changed(place, change), { modseq });
      this.hint();
    }
    return { rows: free.map(flagRow), modified };
  }

  changesSince(modseq: number): Changes {
    return {
      changed: this.places.filter((place) => place.modseq > modseq).map(flagRow),
      vanished: this.#vanished.filter((gone) => gone.modseq > modseq).map(({ uid }) => uid),
      highestModseq: this.highestModseq,
      uidNext: this.uidNext,
    };
  }

  table(): MessageTable {
    const { places } = this;
    return {
      uids: Uint32Array.from(places, ({ uid }) => uid),
      flags: Uint8Array.from(places, ({ flags }) => flags),
      modseqs: Float64Array.from(places, ({ modseq }) => modseq),
      keywords: new Map(
        places.filter(({ keywords }) => keywords.length > 0).map(({ uid, keywords }) => [uid, keywords]),
      ),
    };
  }

  status(): MailboxStatus {
    const count = (isMeant: (place: Place) => boolean): number => this.places.filter(isMeant).length;
    return {
      total: this.places.length,
      unseen: count(({ flags }) => (flags & flagBits.seen) === 0),
      uidNext: this.uidNext,
      uidValidity: this.uidValidity,
      highestModseq: this.highestModseq,
      sizeBytes: this.places.reduce((sum, { message }) => sum + message.raw.length, 0),
      deleted: count(({ flags }) => (flags & flagBits.deleted) !== 0),
      deletedBytes: this.places
        .filter(({ flags }) => (flags & flagBits.deleted) !== 0)
        .reduce((sum, { message }) => sum + message.raw.length, 0),
    };
  }

  #turn(): number {
    this.highestModseq = this.#nextModseq();
    return this.highestModseq;
  }
}

/** The flags of a place as the protocol sees them. */
export function flagRow({ uid, flags, keywords, modseq }: Place): FlagRow {
  return { uid, flags, keywords, modseq };
}

/** The flags that a change leaves, or null when it leaves them as they are. */
function changed(
  place: Place,
  { mode, flags, keywords }: FlagChange,
): { flags: number; keywords: readonly string[] } | null {
  const named = new Set(keywords.map((keyword) => keyword.toLowerCase()));
  const others = place.keywords.filter((keyword) => !named.has(keyword.toLowerCase()));
  const known = place.keywords.filter((keyword) => named.has(keyword.toLowerCase()));
  const fresh = keywords.filter((keyword) => !known.some((old) => old.toLowerCase() === keyword.toLowerCase()));
  const result = {
    add: { flags: place.flags | flags, keywords: [...place.keywords, ...fresh] },
    remove: { flags: place.flags & ~flags, keywords: others },
    replace: { flags, keywords: [...known, ...fresh] },
  }[mode];
  const isSame = result.flags === place.flags && result.keywords.join(" ") === place.keywords.join(" ");
  return isSame ? null : result;
}

/** The row of a FETCH, with what was asked for. */
export function fetchRow({ uid, savedAt, message }: Place, needs: FetchNeeds): FetchRow {
  const { raw, internalDate, emailId, threadId } = message;
  const root = needs.envelope || needs.body || needs.bodyStructure || needs.raw === "header" ? parseMessage(raw) : null;
  return {
    uid,
    internalDate,
    sizeBytes: raw.length,
    emailId,
    threadId,
    savedAt,
    ...(root && needs.envelope && { envelope: envelopeWire(root) }),
    ...(root && needs.body && { body: bodyStructureWire(root, { extended: false }) }),
    ...(root && needs.bodyStructure && { bodyStructure: bodyStructureWire(root, { extended: true }) }),
    ...(needs.raw === "full" && { raw }),
    ...(root && needs.raw === "header" && { raw: raw.subarray(0, root.bodyStart) }),
  };
}
