import type { Query } from "./search/query.ts";
import type { RightsChange } from "./rights.ts";
import type { Flags, SpecialUse, Uid, UidRange } from "./types.ts";

/**
 * What the app supplies. Every method may throw a Refusal, which is answered with NO; all else that is thrown is a bug.
 * Mailbox names are Unicode with `/` between levels; `INBOX` is written in capitals, RFC 9051 §5.1.
 */
export interface Backend {
  /** Checks a password; a wrong one is the refusal `unauthenticated`. */
  authenticate(credentials: Credentials): Promise<UserBackend>;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
  /** The account to act as, when it is not the one that signs in. RFC 4616 §2. */
  readonly actAs?: string;
  readonly remoteAddress: string;
  readonly isSecure: boolean;
}

/** One signed-in account. Mailboxes are found by name, everything inside of one by its id. */
export interface UserBackend {
  /** Who it is, for the limit of connections. */
  readonly userId: string;
  /** Absent: one personal namespace with an empty prefix. RFC 2342. */
  readonly namespaces?: Namespaces;
  /** Absent: rights are not told and not given. RFC 4314. */
  readonly acl?: AclBackend;
  /** Absent: nothing is told of room. RFC 9208. */
  readonly quota?: QuotaBackend;

  // Authenticated state
  /** All mailboxes that the account sees; patterns are applied here, not there. */
  list(): Promise<readonly MailboxEntry[]>;
  /** Subscribed names, which may be names of no mailbox. RFC 9051 §6.3.7. */
  listSubscribed(): Promise<readonly string[]>;
  create(name: string, use?: SpecialUse): Promise<{ mailboxId: string }>;
  /** Only asked for mailboxes without others below them. */
  delete(name: string): Promise<void>;
  /** Children come along; renaming INBOX moves its messages only. RFC 9051 §6.3.6. */
  rename(from: string, to: string): Promise<void>;
  subscribe(name: string): Promise<void>;
  unsubscribe(name: string): Promise<void>;
  /** Counters of several mailboxes at once, by id; one that is gone meanwhile is left out. */
  status(mailboxIds: readonly string[], needs: StatusNeeds): Promise<ReadonlyMap<string, MailboxStatus>>;
  /** All or nothing, in order. RFC 3502. */
  append(name: string, messages: readonly NewMessage[]): Promise<"no-target" | Appended>;
  open(name: string, access: "read" | "write"): Promise<OpenMailbox | "no-mailbox">;

  // Selected state
  /** Everything that changed after a modseq, in one consistent look. */
  changesSince(mailboxId: string, modseq: number): Promise<Changes | "no-mailbox">;
  /** Calls back, soon, after a change by anyone; the hint may come late or twice and carries nothing. */
  watch(mailboxId: string, onHint: () => void): () => void;
  /** Rows in ascending order of UID, in batches; messages that are gone are left out. */
  fetch(mailboxId: string, uids: readonly UidRange[], needs: FetchNeeds): AsyncIterable<readonly FetchRow[]>;
  store(mailboxId: string, uids: readonly UidRange[], change: FlagChange): Promise<Stored>;
  copy(mailboxId: string, uids: readonly UidRange[], target: string): Promise<"no-target" | Copied>;
  move(mailboxId: string, uids: readonly UidRange[], target: string): Promise<"no-target" | Copied>;
  /** Removes the messages with \Deleted; of these UIDs only, when some are given. Answers the UIDs, ascending. */
  expunge(mailboxId: string, uids?: readonly UidRange[]): Promise<readonly Uid[]>;
  /** UIDs that match, ascending. Sequence numbers were turned into UIDs already. */
  search(mailboxId: string, query: Query): Promise<readonly Uid[]>;

  /** Calls back when what was signed in with holds no more; the connection ends then. Returns the way to stop. */
  onEnd?(end: () => void): () => void;
  /** The connection is over. */
  close?(): void;
}

/** Rights on mailboxes by name, as letters of RFC 4314 §2.1. Whoever may not see a mailbox is told that there is none. */
export interface AclBackend {
  /** Who may what, the owner included; refused without the right `a`. */
  get(name: string): Promise<readonly { readonly identifier: string; readonly rights: string }[]>;
  /** Gives or takes rights; with none left, the identifier is no longer listed. */
  set(name: string, identifier: string, change: RightsChange): Promise<void>;
  /** Rights that the identifier always has, and those that can be given, tied together as in RFC 4314 §2.1.1. */
  listRights(
    name: string,
    identifier: string,
  ): Promise<{ readonly required: string; readonly optional: readonly string[] }>;
  /** The rights of whoever is signed in. */
  mine(name: string): Promise<string>;
}

/** What mailboxes share room with, RFC 9208 §3.2: a name, and what lies there. */
export interface QuotaBackend {
  /** Of a mailbox; null where nothing limits it, or whoever asks is not told. A name that is none is refused. */
  rootOf(name: string): Promise<QuotaRoot | null>;
  /** By its name; refused when there is none. */
  get(root: string): Promise<QuotaRoot>;
}

export interface QuotaRoot {
  readonly root: string;
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

export interface Namespaces {
  readonly personal: readonly string[];
  readonly others: readonly string[];
  readonly shared: readonly string[];
}

export interface MailboxEntry {
  readonly name: string;
  readonly mailboxId: string;
  readonly isSelectable: boolean;
  readonly use?: SpecialUse;
}

export interface StatusNeeds {
  /** Sum of sizes. */
  readonly size: boolean;
  /** Number of messages with \Deleted. */
  readonly deleted: boolean;
  /** What messages with \Deleted take, RFC 9208 §4.1.4. */
  readonly deletedBytes: boolean;
}

export interface MailboxStatus {
  readonly total: number;
  readonly unseen: number;
  readonly uidNext: number;
  readonly uidValidity: number;
  readonly highestModseq: number;
  readonly sizeBytes: number;
  readonly deleted: number;
  readonly deletedBytes: number;
}

export interface NewMessage extends Flags {
  readonly raw: Buffer;
  /** Absent: now. */
  readonly internalDate?: Date;
}

export interface Appended {
  readonly uidValidity: number;
  /** In the order of the messages given. */
  readonly uids: readonly Uid[];
}

export interface OpenMailbox {
  readonly mailboxId: string;
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly highestModseq: number;
  /** Writing was asked for but may not be. */
  readonly isReadOnly: boolean;
  readonly messages: MessageTable;
}

/** All messages of a mailbox as columns, ascending by UID: 13 bytes each, so that a session can keep them. */
export interface MessageTable {
  readonly uids: Uint32Array;
  readonly flags: Uint8Array;
  readonly modseqs: Float64Array;
  /** Only of messages that have some. */
  readonly keywords: ReadonlyMap<Uid, readonly string[]>;
}

export interface FlagRow extends Flags {
  readonly uid: Uid;
  readonly modseq: number;
}

export interface Changes {
  /** New messages and those with new flags, ascending by UID. */
  readonly changed: readonly FlagRow[];
  /** UIDs that left, ascending. */
  readonly vanished: readonly Uid[];
  readonly highestModseq: number;
  readonly uidNext: number;
}

/** What a FETCH asks beyond UID, FLAGS and MODSEQ, which the session knows itself. */
export interface FetchNeeds {
  readonly envelope: boolean;
  /** BODY, without extension data. */
  readonly body: boolean;
  readonly bodyStructure: boolean;
  /** `header`: the header block with its blank line is enough. */
  readonly raw: "none" | "header" | "full";
}

export interface FetchRow {
  readonly uid: Uid;
  readonly internalDate: Date;
  readonly sizeBytes: number;
  /** RFC 8474: the message wherever it is. */
  readonly emailId: string;
  readonly threadId: string;
  /** RFC 8514: when it came into this mailbox. */
  readonly savedAt: Date;
  /** In wire form, copied to the socket as they are; present when asked for. */
  readonly envelope?: Buffer;
  readonly body?: Buffer;
  readonly bodyStructure?: Buffer;
  readonly raw?: Buffer;
}

export interface FlagChange extends Flags {
  readonly mode: "add" | "remove" | "replace";
  /** Messages changed after this modseq are left alone. RFC 7162 §3.1.3. */
  readonly unchangedSince?: number;
}

export interface Stored {
  /** All messages of the set that still exist and pass `unchangedSince`, with their flags as they are now. */
  readonly rows: readonly FlagRow[];
  /** UIDs that `unchangedSince` kept out. */
  readonly modified: readonly Uid[];
}

export interface Copied {
  readonly uidValidity: number;
  /** Pairs: `from[i]` became `to[i]`. */
  readonly from: readonly Uid[];
  readonly to: readonly Uid[];
}
