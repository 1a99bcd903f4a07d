/** Why a file, or something in it, could not be read. */
export type FaultReason =
  | "archive-broken"
  | "archive-locked"
  | "archive-kind"
  | "archive-deep"
  | "archive-large"
  | "outlook-data"
  | "outlook-message"
  | "message-large"
  | "message-broken";

/** What is expected of files from anywhere: something in one is not as it should be. */
export class Fault extends Error {
  readonly reason: FaultReason;

  constructor(reason: FaultReason) {
    super(reason);
    this.name = "Fault";
    this.reason = reason;
  }
}
