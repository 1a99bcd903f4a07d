export { countAllFound, countFound } from "./count-found.ts";
export { type Excerpt, excerptsOf } from "./excerpts.ts";
export { indexMessages, readDocuments } from "./index-messages.ts";
export type { DocumentReader } from "./message-doc.ts";
export { type SearchInput, searchConversations } from "./search-conversations.ts";
