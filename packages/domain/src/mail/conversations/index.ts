export { type ActInput, actOnConversations } from "./act.ts";
export { type Changes, conversationChanges } from "./changes.ts";
export {
  type ConversationPage,
  conversationRowsOf,
  countConversations,
  findPosition,
  type ListInput,
  type ListPage,
  listConversations,
} from "./list.ts";
export { actOnList } from "./act-on-list.ts";
export type { ListOf } from "./list-boxes.ts";
export { ownAddresses } from "./own-addresses.ts";
export type { ConversationRow, Person } from "./rows.ts";
export { type ConversationView, getConversation, type MessageView } from "./get.ts";
export { undoAct } from "./undo.ts";
export type { Act } from "./verbs.ts";
