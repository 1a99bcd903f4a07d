/** A UID of RFC 9051 §2.3.1.1. Branded, because a sequence number in its place compiles and corrupts. */
export type Uid = number & { readonly __brand: "uid" };

/** Says that a number read from a store or from the wire is a UID. */
export function toUid(value: number): Uid {
  return value as Uid;
}

/** UIDs from..to, both included, from ≤ to. Lists of ranges are ascending and do not touch. */
export interface UidRange {
  readonly from: Uid;
  readonly to: Uid;
}

/** The states of RFC 9051 §3. */
export type State = "not-authenticated" | "authenticated" | "selected" | "logout";

/** System flags as a bit set, RFC 9051 §2.3.2. \Recent is not among them: it belongs to a session. */
export const flagBits = { seen: 1, answered: 2, flagged: 4, deleted: 8, draft: 16 } as const;

/** \Recent of RFC 3501 §2.3.2, known to sessions only: first told to this one. */
export const recentBit = 32;

/** Bits in the order in which they are written. */
export const flagNames: readonly (readonly [number, string])[] = [
  [flagBits.answered, "\\Answered"],
  [flagBits.flagged, "\\Flagged"],
  [flagBits.deleted, "\\Deleted"],
  [flagBits.seen, "\\Seen"],
  [flagBits.draft, "\\Draft"],
];

/** Flags of one message: system flags as bits, keywords as the client first wrote them. */
export interface Flags {
  readonly flags: number;
  readonly keywords: readonly string[];
}

/** Uses of a mailbox, RFC 6154 §2 and IANA's registry of mailbox name attributes (Scheduled, Snoozed), without their backslash. */
export const specialUses = [
  "All",
  "Archive",
  "Drafts",
  "Flagged",
  "Important",
  "Junk",
  "Scheduled",
  "Sent",
  "Snoozed",
  "Trash",
] as const;
export type SpecialUse = (typeof specialUses)[number];

/** The tagged answer to a command, RFC 9051 §7.1. */
export interface Reply {
  readonly status: "OK" | "NO" | "BAD";
  readonly text: string;
  /** Response code without its brackets. */
  readonly code?: string;
}

/** The command did what it was asked for. */
export function ok(text: string, code?: string): Reply {
  return code === undefined ? { status: "OK", text } : { status: "OK", text, code };
}

/** The command could not be done; `code` tells a program why, `text` a person. */
export function no(code: string, text: string): Reply {
  return { status: "NO", text, code };
}

/** What the client sent is no IMAP, or not in this state: answered with BAD. Private to this package. */
export class BadSyntax extends Error {}

/** A protocol-level NO that a parser finds: answered with NO and its code. Private to this package. */
export class NotDone extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
