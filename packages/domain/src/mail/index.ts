export { type Delivered, type Delivery, deliverMessage, type Verdict } from "./deliver-message.ts";
export { createStandardMailboxes } from "./standard-mailboxes.ts";
