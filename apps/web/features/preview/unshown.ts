/** Why a file is not shown, by a reason of the catalogue of refusals; "" when nobody said. */
export class Unshown extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
