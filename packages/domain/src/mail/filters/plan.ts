import type { MailboxRole } from "../../access/index.ts";
import type { Answer } from "../out-of-office/answer.ts";

/** Where a message is to lie: a mailbox with a role, or one by the name that IMAP shows. */
export type Target =
  | { readonly kind: "role"; readonly role: MailboxRole }
  | { readonly kind: "mailbox"; readonly id: string }
  | {
      readonly kind: "path";
      readonly path: string;
      /** Made when it is missing, RFC 5490 §3.2. */
      readonly create: boolean;
      /** Tried before the path, RFC 8579 §4. */
      readonly role?: MailboxRole;
    };

export type PlannedPlace = {
  readonly target: Target;
  readonly flags: number;
  readonly keywords: readonly string[];
  /** The message with header fields added or taken away (RFC 5293), one buffer for one outcome; null when it is as it came. */
  readonly edited: Buffer | null;
};

/** Why a script did less than it says. `code` is a catalogue key of the screen. */
export type Failure = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** In the script, when it is known. */
  readonly line?: number;
};

export type Rejection = { readonly kind: "reject" | "ereject"; readonly reason: string };

/** What is to become of a message in one space. Values only: a transaction that is tried again does the same again. */
export type Plan = {
  readonly places: readonly PlannedPlace[];
  readonly redirects: readonly { readonly address: string; readonly edited: Buffer | null }[];
  readonly answers: readonly Answer[];
  readonly rejection: Rejection | null;
  readonly seen: readonly { readonly idHash: Buffer; readonly expiresAt: Date }[];
  readonly failures: readonly Failure[];
};

/** The message in one mailbox, and nothing else. */
export function keepIn(role: MailboxRole, failures: readonly Failure[] = []): Plan {
  const places = [{ target: { kind: "role", role }, flags: 0, keywords: [], edited: null }] as const;
  return { places, redirects: [], answers: [], rejection: null, seen: [], failures };
}
