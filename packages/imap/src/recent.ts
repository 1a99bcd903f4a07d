import type { MailboxStatus } from "./backend.ts";

const maxMailboxes = 200_000;

/**
 * Which messages no session of this process was told of, for \Recent of IMAP4rev1. Nothing is kept on disk: when it can not
 * be known whether a session is the first, the message counts as recent (RFC 3501 §2.3.2), and IMAP4rev2 has dropped it.
 */
export class RecentLedger {
  /** The first UID that is still to be told, by mailbox; the mailbox used last is at the end. */
  readonly #next = new Map<string, number>();

  /** The first UID that was not told; all below `uidNext` count as told from now on. */
  claim(mailboxId: string, uidNext: number): number {
    const next = this.peek(mailboxId);
    this.#next.delete(mailboxId);
    this.#next.set(mailboxId, Math.max(next, uidNext));
    const [oldest] = this.#next.keys();
    if (oldest !== undefined && this.#next.size > maxMailboxes) this.#next.delete(oldest);
    return next;
  }

  peek(mailboxId: string): number {
    return this.#next.get(mailboxId) ?? 1;
  }

  /** How many are recent; too many when some of the new ones are gone already, which only STATUS shows. */
  count(mailboxId: string, { total, uidNext }: MailboxStatus): number {
    return Math.min(total, Math.max(0, uidNext - this.peek(mailboxId)));
  }
}
