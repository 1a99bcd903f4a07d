export {
  type Append,
  appendMessage,
  copyMessages,
  expungeMessages,
  moveMessages,
  removeMessages,
  setSubscribed,
  storeFlags,
} from "./change.ts";
export { type Fetched, fetchMessages, type Needs } from "./fetch.ts";
export { type Entry, type FolderChanges, folderChanges, type OpenFolder, openFolder } from "./open.ts";
export { type Folder, folderSize, listFolders } from "./tree.ts";
