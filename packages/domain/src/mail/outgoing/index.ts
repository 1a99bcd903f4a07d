export { deliverLocally } from "./deliver-locally.ts";
export { ensureSigningKey, type SigningKey, signingKeys } from "./dkim-keys.ts";
export type { EnvelopeRecipient, EnvelopeWishes } from "./enqueue.ts";
export { finishOutbound, reportLate } from "./finish.ts";
export { keepOwnerCopy } from "./keep-owner-copy.ts";
export type { Personal } from "./personal.ts";
export { type Batch, claimOutbound, nextDue, type Outcome, recordOutcomes, renewLeases } from "./queue.ts";
export { type RedirectInput, redirectMessage, undoRedirect } from "./redirect.ts";
export {
  cancelScheduled,
  nextScheduled,
  releaseScheduled,
  rescheduleMessage,
  sendScheduledNow,
} from "./scheduled.ts";
export { type SendAnswer, type SendInput, sendMessage } from "./send.ts";
export { type Submission, submitMessage } from "./submit.ts";
export { undoSend } from "./undo-send.ts";
