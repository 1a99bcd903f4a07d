export { type Delivered, type Delivery, deliverMessage } from "./deliver-message.ts";
export { flag } from "./flags.ts";
export { isLocalDomain } from "./local-domain.ts";
export {
  createMailbox,
  emptyMailbox,
  listAllMailboxes,
  listMailboxes,
  type Mailbox,
  type MailboxView,
  markMailboxRead,
  moveMailbox,
  placeMailbox,
  removeMailbox,
  renameMailbox,
} from "./mailboxes.ts";
export { createStandardMailboxes } from "./standard-mailboxes.ts";
export { prepareMessage, storable, type Verdict } from "./store-message.ts";
export * from "./conversations/index.ts";
export * from "./drafts/index.ts";
export * from "./outgoing/index.ts";
export * from "./reading/index.ts";
export * from "./saved-searches/index.ts";
export * from "./tags/index.ts";
export * from "./threads/index.ts";
export { expungePlaces } from "./expunge-places.ts";
export * from "./folder/index.ts";
export { mailboxByRole } from "./mailbox-by-role.ts";
export type { FlagChange } from "./flags.ts";
export { type Received, type Reception, receiveMessage, refusalOfAll } from "./receive-message.ts";
export * from "./out-of-office/index.ts";
export { forgetSender, judgeSender, listSenderRules, type SenderJudgment, type SenderRule } from "./senders/index.ts";
export { resolveRecipient, resolveRecipients } from "./recipient.ts";
export * from "./filters/index.ts";
