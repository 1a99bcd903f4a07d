export {
  type AccountRow,
  createAccount,
  getAccount,
  listAccounts,
  resetPassword,
  setAccountState,
} from "./accounts.ts";
export { type ChatRule, type ChatRuleKey, chatRuleKeys, readChatRules, setChatRule } from "./chat-rules.ts";
export type { DnsHint } from "./dns-hints.ts";
export { createDomain, type DomainRow, listDomains, markExternal, setDomainState, type State } from "./domains.ts";
export { setLinkRules } from "./link-rules.ts";
export type { HoldOf } from "./access-holdable.ts";
export { accountKeeping, type Hold, type Keeping, listHolds, placeHold, releaseHold } from "./holds.ts";
export { type Kept, listKept, openKept } from "./kept.ts";
export { accountPolicies, type PolicyOf, setPolicy } from "./policies.ts";
export type { MailServers } from "./program-hints.ts";
export { type Counts, overview } from "./overview.ts";
export {
  type AccountPrograms,
  accountPrograms,
  createAccountProgram,
  requireAppPasswords,
  type Requirement,
  revokeAccountProgram,
} from "./programs.ts";
export { createShared, listDelegates, removeDelegate, setDelegate } from "./shared.ts";
export type { Role } from "./roles.ts";
export { updateAccount } from "./update-account.ts";
