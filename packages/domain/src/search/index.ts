export { indexMessages, readDocuments } from "./index-messages.ts";
export type { DocumentReader } from "./message-doc.ts";
export { countFound, type SearchInput, searchConversations } from "./search-conversations.ts";
