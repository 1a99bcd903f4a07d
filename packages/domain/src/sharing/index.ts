export { acceptShare, changeLook, declineShare, type OwnLook } from "./answer.ts";
export { changeShare, endShares, restoreShare, revokeShare } from "./change-share.ts";
export { type FolderRights, folderRights, ownRights, rightsOfIdentifier, setFolderRights } from "./folder-rights.ts";
export { listAccounts, type MailAccount, type SharedFolder } from "./list-accounts.ts";
export { getOffer, listOffers, type OfferView } from "./list-offers.ts";
export { listOwnShares, listShares, type ShareView } from "./list-shares.ts";
export { type RoleTerms, rightsOf, roleOf, type ShareRole } from "./roles.ts";
export { resendShare, share, type ShareInput } from "./share.ts";
export type { SentCopy, ShareTerms } from "./terms.ts";
