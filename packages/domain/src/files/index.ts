export { type ArchiveEntry, archiveEntries } from "./archive-entries.ts";
export { describeNode, renameNode, starNodes } from "./change-node.ts";
export { copyInside, copyNodes } from "./copy-nodes.ts";
export { createFolder } from "./create-folder.ts";
export { putDocumentVersion } from "./document-version.ts";
export { noteEvents } from "./events.ts";
export { type Activity, getNode, listActivity, type NodeDetails } from "./get-node.ts";
export { homeOf } from "./home.ts";
export { handOver } from "./hand-over.ts";
export { keepFile } from "./keep-file.ts";
export { type Folder, type FolderPage, listFolder, type NodeSort } from "./list-folder.ts";
export { isLive, listView, noteVisit, type NodesView, type ViewPage } from "./list-views.ts";
export { purgeLinks } from "./links/events.ts";
export { enterLink, giveCode } from "./links/enter.ts";
export { accessGuestFile, openGuestContent, previewGuestFile } from "./guest-file.ts";
export { linkArchive, openLinkContent } from "./links/fetch.ts";
export { joinLink } from "./links/join.ts";
export { changeLink, createLink, restoreLink, revokeLink } from "./links/links.ts";
export { type LinkEvent, type LinkView, listLinkEvents, listLinks } from "./links/list-links.ts";
export { type LinkRules, linkRules } from "./links/rules.ts";
export { sendWithLinks } from "./links/send-links.ts";
export { linksInMessage, type SentLink } from "./links/sent-links.ts";
export { findVisitor, nameVisitor, visitorOf } from "./links/visitors.ts";
export { aboutLink, type LinkAbout, type LinkPage, openLinkNode, previewLinkFile } from "./links/visit.ts";
export { attachFiles, saveAttachments } from "./mail-files.ts";
export { moveEffects } from "./move-effects.ts";
export { type Moved, moveNodes } from "./move-nodes.ts";
export { nodeChanges, type NodeChanges } from "./node-changes.ts";
export { contentOf, type OpenContent, openContent } from "./open-content.ts";
export { previewFile } from "./preview-file.ts";
export { deleteNodes, emptyTrash, giveUpOldTrash, keepsAll, removeGivenUp } from "./purge-nodes.ts";
export { removeOldVersions } from "./purge-versions.ts";
export { putContent } from "./put-content.ts";
export { type Content, createFile, putVersion, type WhenTaken } from "./put-file.ts";
export { nameKey, readName } from "./names.ts";
export { type NodeView, readNodes } from "./read-nodes.ts";
export { placeInRoom, refuseLargeInRoom } from "./room-place.ts";
export { findTaken, freeName } from "./taken.ts";
export { checkPlace, refuseMoved } from "./tree.ts";
export { type Restored, restoreNodes, trashNodes } from "./trash-nodes.ts";
export { putSmallFile, smallBytes } from "./uploads/commit.ts";
export {
  cancelUpload,
  type Checksum,
  completeUpload,
  findUpload,
  receiveUpload,
  type Received,
} from "./uploads/receive.ts";
export { listUploads, type UploadView } from "./uploads/list-uploads.ts";
export { beginUpload, type NewUpload, purgeUploads, type Upload } from "./uploads/upload.ts";
export { deleteVersion, keepVersion, listVersions, restoreVersion, type Version } from "./versions.ts";
export { findPath, listPath, type Path, type PathNode } from "./webdav/access-path.ts";
export { makeFolderAt, trashPath } from "./webdav/change-path.ts";
export type { NodeLock } from "./webdav/locks.ts";
export { type Basis, type Done, tagOf } from "./webdav/outcome.ts";
export { changeProperties, propertiesOf } from "./webdav/properties.ts";
export { putPath } from "./webdav/put-path.ts";
export { copyPath, movePath } from "./webdav/relocate-path.ts";
export { lockPath, locksOf, refreshLock, unlockPath } from "./webdav/take-lock.ts";
