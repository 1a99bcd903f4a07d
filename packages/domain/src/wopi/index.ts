export { readDiscovery } from "./discovery.ts";
export {
  changeLock,
  checkFileInfo,
  enterOffice,
  getFile,
  getLock,
  type LockVerb,
  type OfficeFile,
  putFile,
} from "./file.ts";
export type { LockOutcome } from "./locks.ts";
export { type OpenedFile, openInOffice } from "./open-file.ts";
