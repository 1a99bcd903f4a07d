export { indexMessages } from "./index-messages.ts";
export { countFound, type SearchInput, searchConversations } from "./search-conversations.ts";
