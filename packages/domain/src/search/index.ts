export { indexMessages } from "./index-messages.ts";
export { type SearchInput, searchConversations } from "./search-conversations.ts";
