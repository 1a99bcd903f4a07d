import { type Clock, newId, Refusal, systemClock } from "@carbyne/kernel";
import type {
  Appended,
  Backend,
  Changes,
  Copied,
  Credentials,
  FetchNeeds,
  FetchRow,
  FlagChange,
  MailboxEntry,
  MailboxStatus,
  NewMessage,
  OpenMailbox,
  QuotaBackend,
  QuotaRoot,
  Stored,
  UserBackend,
} from "../backend.ts";
import { matches } from "../search/match.ts";
import { messageMatcher } from "../search/match-message.ts";
import type { Query } from "../search/query.ts";
import { flagBits, type SpecialUse, toUid, type Uid, type UidRange } from "../types.ts";
import { fetchRow, flagRow, MemoryMailbox } from "./memory-mailbox.ts";
import { type MemoryRights, sharingView } from "./memory-sharing.ts";

interface MemoryOptions {
  readonly clock?: Clock;
  readonly isSharing?: boolean;
  readonly quotaBytes?: number | undefined;
}

/** A whole backend in memory: what tests and trials of the protocol run on. Every user has the one mail store of its name. */
export class MemoryBackend implements Backend {
  readonly clock: Clock;
  readonly #passwords: ReadonlyMap<string, string>;
  readonly #stores = new Map<string, MemoryStore>();
  readonly #rights: MemoryRights | undefined;
  readonly #quotaBytes: number | undefined;

  /** With `isSharing` users may give each other rights; with `quotaBytes` each may keep so much. */
  constructor(
    passwords: Readonly<Record<string, string>>,
    { clock = systemClock, isSharing = false, quotaBytes }: MemoryOptions = {},
  ) {
    this.#passwords = new Map(Object.entries(passwords));
    this.clock = clock;
    this.#quotaBytes = quotaBytes;
    if (isSharing) this.#rights = new Map();
  }

  /** The mail of a user. */
  store(user: string): MemoryStore {
    const store = this.#stores.get(user) ?? new MemoryStore(user, this.clock, this.#quotaBytes);
    this.#stores.set(user, store);
    return store;
  }

  async authenticate({ user, password, actAs }: Credentials): Promise<UserBackend> {
    if (this.#passwords.get(user) !== password || actAs !== undefined)
      throw new Refusal("unauthenticated", "credentials-wrong");
    const store = this.store(user);
    return this.#rights ? sharingView(store, { stores: () => this.#stores.values(), given: this.#rights }) : store;
  }
}

/** The mailboxes of one user, and what a session may do with them. */
export class MemoryStore implements UserBackend {
  readonly userId: string;
  readonly quota?: QuotaBackend;
  readonly #clock: Clock;
  readonly #mailboxes = new Map<string, MemoryMailbox>();
  readonly #subscribed = new Set<string>();
  readonly #ends = new Set<() => void>();
  #modseq = 1;
  #uidValidity = 1;

  constructor(userId: string, clock: Clock, quotaBytes?: number) {
    this.userId = userId;
    if (quotaBytes !== undefined) this.quota = this.#quotaOf(quotaBytes);
    this.#clock = clock;
    this.#mailboxes.set("INBOX", this.#build());
    this.#subscribed.add("INBOX");
  }

  onEnd(end: () => void): () => void {
    this.#ends.add(end);
    return () => this.#ends.delete(end);
  }

  /** Ends every sign-in of the user, as if its password were another now. Answers how many there were. */
  endSignIns(): number {
    const ends = [...this.#ends];
    for (const end of ends) end();
    return ends.length;
  }

  /** All mailboxes share the room, but for one that is called so. */
  #quotaOf(quotaBytes: number): QuotaBackend {
    const root = "Mail";
    const here = (): QuotaRoot => {
      const usedBytes = [...this.#mailboxes.values()].reduce((sum, mailbox) => sum + mailbox.status().sizeBytes, 0);
      return { root, usedBytes, quotaBytes };
    };
    return {
      rootOf: async (name) => {
        if (!this.#mailboxes.has(name)) throw new Refusal("not-found", "mailbox-unknown");
        return name === "Unlimited" ? null : here();
      },
      get: async (asked) => {
        if (asked !== root) throw new Refusal("not-found", "quota-root-unknown");
        return here();
      },
    };
  }

  async list(): Promise<readonly MailboxEntry[]> {
    return [...this.#mailboxes].map(([name, { mailboxId, use }]) => ({
      name,
      mailboxId,
      isSelectable: true,
      ...(use && { use }),
    }));
  }

  async listSubscribed(): Promise<readonly string[]> {
    return [...this.#subscribed];
  }

  async create(name: string, use?: SpecialUse): Promise<{ mailboxId: string }> {
    if (this.#mailboxes.has(name)) throw new Refusal("conflict", "mailbox-name-taken");
    const levels = name.split("/");
    for (let depth = 1; depth < levels.length; depth++) {
      const parent = levels.slice(0, depth).join("/");
      if (!this.#mailboxes.has(parent)) this.#mailboxes.set(parent, this.#build());
    }
    const mailbox = this.#build(use);
    this.#mailboxes.set(name, mailbox);
    return { mailboxId: mailbox.mailboxId };
  }

  async delete(name: string): Promise<void> {
    const mailbox = this.#mailboxes.get(name);
    if (!mailbox) throw new Refusal("not-found", "mailbox-unknown");
    this.#mailboxes.delete(name);
    mailbox.hint();
  }

  async rename(from: string, to: string): Promise<void> {
    const mailbox = this.#mailboxes.get(from);
    if (!mailbox) throw new Refusal("not-found", "mailbox-unknown");
    if (this.#mailboxes.has(to)) throw new Refusal("conflict", "mailbox-name-taken");
    await this.create(to);
    if (from === "INBOX") {
      await this.move(mailbox.mailboxId, everything, to);
      return;
    }
    for (const [name, moved] of Array.from(this.#mailboxes)) {
      if (name !== from && !name.startsWith(`${from}/`)) continue;
      this.#mailboxes.delete(name);
      this.#mailboxes.set(`${to}${name.slice(from.length)}`, moved);
    }
  }

  async subscribe(name: string): Promise<void> {
    this.#subscribed.add(name);
  }

  async unsubscribe(name: string): Promise<void> {
    this.#subscribed.delete(name);
  }

  async status(mailboxIds: readonly string[]): Promise<ReadonlyMap<string, MailboxStatus>> {
    const wanted = [...this.#mailboxes.values()].filter(({ mailboxId }) => mailboxIds.includes(mailboxId));
    return new Map(wanted.map((mailbox) => [mailbox.mailboxId, mailbox.status()]));
  }

  async append(name: string, messages: readonly NewMessage[]): Promise<"no-target" | Appended> {
    const mailbox = this.#mailboxes.get(name);
    if (!mailbox) return "no-target";
    const now = this.#clock.now();
    const places = messages.map(({ raw, flags, keywords, internalDate = now }) => {
      const message = { raw: Buffer.from(raw), internalDate, emailId: `M${compactId()}`, threadId: `T${compactId()}` };
      return { message, flags, keywords };
    });
    return { uidValidity: mailbox.uidValidity, uids: mailbox.add(places, now) };
  }

  async open(name: string, access: "read" | "write"): Promise<OpenMailbox | "no-mailbox"> {
    const mailbox = this.#mailboxes.get(name);
    if (!mailbox) return "no-mailbox";
    const { mailboxId, uidValidity, uidNext, highestModseq } = mailbox;
    return { mailboxId, uidValidity, uidNext, highestModseq, isReadOnly: access === "read", messages: mailbox.table() };
  }

  async changesSince(mailboxId: string, modseq: number): Promise<Changes | "no-mailbox"> {
    return this.#find(mailboxId)?.changesSince(modseq) ?? "no-mailbox";
  }

  watch(mailboxId: string, onHint: () => void): () => void {
    return this.#find(mailboxId)?.watch(onHint) ?? (() => {});
  }

  async *fetch(mailboxId: string, uids: readonly UidRange[], needs: FetchNeeds): AsyncIterable<readonly FetchRow[]> {
    const places = this.#get(mailboxId).inside(uids);
    const batchSize = needs.raw === "full" ? 20 : 500;
    for (let start = 0; start < places.length; start += batchSize)
      yield places.slice(start, start + batchSize).map((place) => fetchRow(place, needs));
  }

  async store(mailboxId: string, uids: readonly UidRange[], change: FlagChange): Promise<Stored> {
    return this.#get(mailboxId).store(uids, change);
  }

  async copy(mailboxId: string, uids: readonly UidRange[], target: string): Promise<"no-target" | Copied> {
    const mailbox = this.#mailboxes.get(target);
    if (!mailbox) return "no-target";
    const places = this.#get(mailboxId).inside(uids);
    const to = places.length > 0 ? mailbox.add(places, this.#clock.now()) : [];
    return { uidValidity: mailbox.uidValidity, from: places.map(({ uid }) => uid), to };
  }

  async move(mailboxId: string, uids: readonly UidRange[], target: string): Promise<"no-target" | Copied> {
    const copied = await this.copy(mailboxId, uids, target);
    if (copied === "no-target") return copied;
    const gone = new Set(copied.from);
    this.#get(mailboxId).remove(({ uid }) => gone.has(uid));
    return copied;
  }

  async expunge(mailboxId: string, uids: readonly UidRange[] = everything): Promise<readonly Uid[]> {
    const mailbox = this.#get(mailboxId);
    const meant = new Set(mailbox.inside(uids).filter(({ flags }) => (flags & flagBits.deleted) !== 0));
    return mailbox.remove((place) => meant.has(place));
  }

  async search(mailboxId: string, query: Query): Promise<readonly Uid[]> {
    const now = this.#clock.now();
    const { places } = this.#get(mailboxId);
    const found = places.filter((place) => {
      const { savedAt, message } = place;
      return matches(query, flagRow(place), messageMatcher({ ...message, savedAt }, now));
    });
    return found.map(({ uid }) => uid);
  }

  #build(use?: SpecialUse): MemoryMailbox {
    return new MemoryMailbox({ uidValidity: this.#uidValidity++, use, nextModseq: () => ++this.#modseq });
  }

  #find(mailboxId: string): MemoryMailbox | undefined {
    return [...this.#mailboxes.values()].find((mailbox) => mailbox.mailboxId === mailboxId);
  }

  #get(mailboxId: string): MemoryMailbox {
    const mailbox = this.#find(mailboxId);
    if (!mailbox) throw new Refusal("not-found", "mailbox-unknown");
    return mailbox;
  }
}

const everything: readonly UidRange[] = [{ from: toUid(1), to: toUid(0xffff_ffff) }];

function compactId(): string {
  return newId().replaceAll("-", "");
}
