/** Why a file is not shown, by a reason of the catalogue of refusals; "" when nobody said. */
export class Unshown extends Error {
  readonly reason: string;
  /** What the words of the reason are filled in with. */
  readonly params: Readonly<Record<string, string | number>>;
  constructor(reason: string, params: Readonly<Record<string, string | number>> = {}) {
    super(reason);
    this.reason = reason;
    this.params = params;
  }
}
