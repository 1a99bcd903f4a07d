/** The closed list of ways in which the product says no. A new kind must fill every door's table before it compiles. */
export type RefusalKind =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "invalid"
  | "too-large"
  | "over-quota"
  | "too-many"
  | "busy";

export type RefusalParams = Readonly<Record<string, string | number>>;

/**
 * An expected no. `reason` is a catalogue key such as `mailbox-name-taken`, put into words at the door in the person's
 * language; `params` fill its placeholders. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly reason: string;
  readonly params: RefusalParams;

  constructor(kind: RefusalKind, reason: string, params: RefusalParams = {}) {
    super(`${kind}: ${reason}`);
    this.name = "Refusal";
    this.kind = kind;
    this.reason = reason;
    this.params = params;
  }
}
