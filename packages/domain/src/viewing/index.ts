export { type FileCard, readCards } from "./cards.ts";
export { type MessageFile, messageFileBody, readMessageFile } from "./message-file.ts";
