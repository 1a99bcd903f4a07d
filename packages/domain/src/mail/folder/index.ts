export {
  appendMessages,
  copyMessages,
  expungeMessages,
  moveMessages,
  type NewMessage,
  removeMessages,
  setSubscribed,
  storeFlags,
} from "./change.ts";
export { type Fetched, fetchMessages, type Needs } from "./fetch.ts";
export { type Entry, type FolderChanges, folderChanges, type OpenFolder, openFolder } from "./open.ts";
export {
  type Folder,
  type FolderSums,
  folderSums,
  listFolders,
  listSharedFolders,
  type SharedFolder,
  spaceOfMailbox,
} from "./tree.ts";
export { type Range, uidsIn } from "./uids.ts";
export type { Criterion } from "./search-sql.ts";
export { searchFolder } from "./search.ts";
export { fingerprintOf, listFingerprints, type Marks } from "./fingerprints.ts";
