import type { Refusal, RefusalKind } from "@carbyne/kernel";

/** Codes of RFC 5321 §4.2 and RFC 3463 for each kind of refusal. */
const replies = {
  unauthenticated: [535, "5.7.8"],
  forbidden: [550, "5.7.1"],
  "not-found": [550, "5.1.1"],
  conflict: [450, "4.2.0"],
  invalid: [501, "5.5.4"],
  "too-large": [552, "5.3.4"],
  "over-quota": [452, "4.2.2"],
  "too-many": [452, "4.5.3"],
  busy: [451, "4.3.2"],
} as const satisfies Record<RefusalKind, readonly [number, string]>;

/** An answer that is no 2xx: thrown to smtp-server, which sends code and text. */
export class SmtpReply extends Error {
  readonly responseCode: number;
  /** Nothing more is heard from this client. */
  readonly endsConnection: boolean;

  constructor(code: number, text: string, { endsConnection = false } = {}) {
    super(text);
    this.responseCode = code;
    this.endsConnection = endsConnection;
  }
}

/** A refusal in SMTP's words. */
export function replyOf(refusal: Refusal, words: (refusal: Refusal) => string): SmtpReply {
  const [code, enhanced] = replies[refusal.kind];
  return new SmtpReply(code, `${enhanced} ${words(refusal)}`);
}

/** What is no refusal and no reply is a bug or an outage: the client keeps the message and comes again. */
export const tryAgain = new SmtpReply(451, "4.3.0 internal error, try again later");
