export {
  listIdentities,
  makeDefaultIdentity,
  orderIdentities,
  removeIdentity,
  restoreIdentity,
  type SaveIdentity,
  saveIdentity,
} from "./identities.ts";
export type { Identity } from "./read.ts";
export { type Sender, resolveSender } from "./sender.ts";
export {
  listSignatures,
  type Picture,
  removeSignature,
  restoreSignature,
  saveSignature,
  type Signature,
} from "./signatures.ts";
