export type {
  AclBackend,
  Appended,
  Backend,
  Changes,
  Copied,
  Credentials,
  FetchNeeds,
  FetchRow,
  FlagChange,
  FlagRow,
  MailboxEntry,
  MailboxStatus,
  MessageTable,
  Namespaces,
  NewMessage,
  OpenMailbox,
  QuotaBackend,
  QuotaRoot,
  StatusNeeds,
  Stored,
  UserBackend,
} from "./backend.ts";
export { defaultLimits, type ImapLimits, type ImapOptions } from "./options.ts";
export { allRights, inOrder, type RightsChange } from "./rights.ts";
export { refusalCode } from "./refusal-code.ts";
export { type DeepQuery, inRanges, matches } from "./search/match.ts";
export { messageMatcher, type Searchable } from "./search/match-message.ts";
export type { Day, Query } from "./search/query.ts";
export { createImapServer, type ImapServer } from "./server.ts";
export { flagBits, type Flags, type SpecialUse, specialUses, toUid, type Uid, type UidRange } from "./types.ts";
export { MemoryBackend, MemoryStore } from "./memory/memory-backend.ts";
