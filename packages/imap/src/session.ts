import type { Backend, UserBackend } from "./backend.ts";
import type { MailboxView } from "./mailbox-view.ts";
import type { ImapLimits, ImapOptions } from "./options.ts";
import type { RecentLedger } from "./recent.ts";
import { BadSyntax, type State, type Uid } from "./types.ts";
import { flagList } from "./wire/encoder.ts";
import type { Output } from "./wire/output.ts";
import { formatSet } from "./wire/sets.ts";

/** What a session needs of its connection. */
export interface Link {
  /** A further line of the running command, without its line break; null when the client is gone. */
  readLine(): Promise<string | null>;
  startTls(): Promise<void>;
  /** From now on the connection counts as this account's; false when it has too many. */
  claim(userId: string): boolean;
  /** Says goodbye and closes, also between commands. */
  shutDown(why: string): void;
}

export interface SessionOptions {
  readonly options: ImapOptions;
  readonly limits: ImapLimits;
  readonly backend: Backend;
  readonly remoteAddress: string;
  readonly recent: RecentLedger;
  readonly link: Link;
}

export type Extension = "IMAP4REV2" | "UTF8=ACCEPT" | "CONDSTORE" | "QRESYNC";

/** What a connection knows between two commands. */
export class Session {
  readonly options: ImapOptions;
  readonly limits: ImapLimits;
  readonly backend: Backend;
  readonly remoteAddress: string;
  readonly recent: RecentLedger;
  readonly link: Link;
  state: State = "not-authenticated";
  isSecure: boolean;
  authFailures = 0;
  readonly enabled = new Set<Extension>();
  /** Done after the tagged answer was sent: what STARTTLS needs. */
  afterReply: (() => Promise<void>) | undefined;
  /** Set anew when TLS begins. */
  out: Output;
  #user: UserBackend | undefined;
  #view: MailboxView | undefined;
  #unwatch: (() => void) | undefined;
  #unwatchSignIn: (() => void) | undefined;
  #onHint: (() => void) | undefined;

  constructor(given: SessionOptions, out: Output, isSecure: boolean) {
    this.options = given.options;
    this.limits = given.limits;
    this.backend = given.backend;
    this.remoteAddress = given.remoteAddress;
    this.recent = given.recent;
    this.link = given.link;
    this.out = out;
    this.isSecure = isSecure;
  }

  get isRev2(): boolean {
    return this.enabled.has("IMAP4REV2");
  }

  /** Mailbox names are UTF-8: RFC 9051 Appendix A.1, RFC 6855 §3. */
  get isUtf8(): boolean {
    return this.enabled.has("IMAP4REV2") || this.enabled.has("UTF8=ACCEPT");
  }

  get tellsModseq(): boolean {
    return this.enabled.has("CONDSTORE");
  }

  /** QRESYNC contains CONDSTORE, RFC 7162 §3.2.3. */
  enable(extension: Extension): void {
    if (extension === "CONDSTORE" || extension === "QRESYNC") this.enableCondstore();
    this.enabled.add(extension);
  }

  /** The client knows modseqs from now on; in the middle of a mailbox it has to learn the highest. RFC 7162 §3.1.2.1. */
  enableCondstore(): void {
    if (this.enabled.has("CONDSTORE")) return;
    this.enabled.add("CONDSTORE");
    if (this.#view) this.out.write(`* OK [HIGHESTMODSEQ ${this.#view.modseq}] highest\r\n`);
  }

  get user(): UserBackend {
    if (!this.#user) throw new BadSyntax("not signed in");
    return this.#user;
  }

  get userId(): string | null {
    return this.#user?.userId ?? null;
  }

  get view(): MailboxView {
    if (!this.#view) throw new BadSyntax("no mailbox selected");
    return this.#view;
  }

  get hasView(): boolean {
    return this.#view !== undefined;
  }

  signIn(user: UserBackend): void {
    this.#user = user;
    this.state = "authenticated";
    this.#unwatchSignIn = user.onEnd?.(() => this.link.shutDown("your sign-in was ended"));
  }

  select(view: MailboxView): void {
    this.unselect();
    this.#view = view;
    this.state = "selected";
    this.#unwatch = this.user.watch(view.mailboxId, () => {
      view.isStale = true;
      this.#onHint?.();
    });
  }

  unselect(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#view = undefined;
    if (this.state === "selected") this.state = "authenticated";
  }

  /** Resolves at the next hint; only IDLE waits so. */
  hint(): { promise: Promise<"hint">; cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<"hint">();
    this.#onHint = () => resolve("hint");
    if (this.#view?.isStale) resolve("hint");
    return { promise, cancel: () => (this.#onHint = undefined) };
  }

  /** Takes in what changed if there may be something, and tells it. `holdsExpunges`: RFC 9051 §7.5.1. */
  async tellChanges({ holdsExpunges = false }: { holdsExpunges?: boolean } = {}): Promise<void> {
    const view = this.#view;
    if (!view) return;
    if (view.isStale) {
      view.isStale = false;
      const changes = await this.user.changesSince(view.mailboxId, view.modseq);
      if (changes === "no-mailbox") throw new MailboxGone();
      view.take(changes, this);
      if (view.count > view.toldCount) this.claimRecent();
    }
    if (view.count > view.toldCount) {
      view.toldCount = view.count;
      this.out.write(`* ${view.count} EXISTS\r\n`);
      if (!this.isRev2) this.out.write(`* ${view.recent.length} RECENT\r\n`);
    }
    if (!holdsExpunges) this.tellExpunged(view.vanished);
    await this.#tellFlags(view);
  }

  /** Marks what no session knew before; IMAP4rev2 has no \Recent, and who only reads takes it from nobody. */
  claimRecent(): void {
    const { view, recent } = this;
    if (this.isRev2) return;
    view.markRecent(view.isReadOnly ? recent.peek(view.mailboxId) : recent.claim(view.mailboxId, view.uidNext));
  }

  /** Removes messages from the view and says so. */
  tellExpunged(uids: Iterable<Uid>): void {
    const gone = [...uids];
    if (gone.length === 0) return;
    if (this.enabled.has("QRESYNC")) {
      const known = gone.filter((uid) => this.view.indexOf(uid) >= 0).sort((a, b) => a - b);
      this.view.remove(known);
      if (known.length > 0) this.out.write(`* VANISHED ${formatSet(known)}\r\n`);
      return;
    }
    for (const number of this.view.remove(gone)) this.out.write(`* ${number} EXPUNGE\r\n`);
  }

  /** FLAGS and PERMANENTFLAGS again, when keywords came into use. RFC 9051 §7.3.5. */
  tellKeywords(): void {
    const view = this.#view;
    if (!view?.hasNewKeywords) return;
    view.hasNewKeywords = false;
    this.out.write(flagResponses(view));
  }

  async #tellFlags(view: MailboxView): Promise<void> {
    this.tellKeywords();
    for (const uid of view.changed) {
      const index = view.indexOf(uid);
      if (index >= 0) this.out.write(this.flagResponse(index));
      if (this.out.isFull) await this.out.flush();
    }
    view.changed.clear();
  }

  /** The FETCH response that tells the flags of a message. */
  flagResponse(index: number, { withFlags = true }: { withFlags?: boolean } = {}): string {
    const { view } = this;
    const flags = withFlags ? ` FLAGS ${flagList(view.flagsAt(index))}` : "";
    const modseq = this.tellsModseq ? ` MODSEQ (${view.modseqAt(index)})` : "";
    return `* ${index + 1} FETCH (UID ${view.uidAt(index)}${flags}${modseq})\r\n`;
  }

  close(): void {
    this.unselect();
    this.#unwatchSignIn?.();
    this.#user?.close?.();
    this.#user = undefined;
    this.state = "logout";
  }
}

/** FLAGS and PERMANENTFLAGS of SELECT. */
export function flagResponses(view: MailboxView): string {
  const flags = flagList({ flags: 31, keywords: [...view.keywordNames.values()] });
  const permanent = view.isReadOnly ? "()" : `${flags.slice(0, -1)} \\*)`;
  return `* FLAGS ${flags}\r\n* OK [PERMANENTFLAGS ${permanent}] flags that are kept\r\n`;
}

/** The selected mailbox was deleted by someone: the session can not go on with it. RFC 2180 §3.3. */
export class MailboxGone extends Error {}
