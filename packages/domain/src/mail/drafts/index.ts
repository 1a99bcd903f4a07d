export { attachmentBytes } from "./compose.ts";
export type { AttachmentRef, DraftContent } from "./content.ts";
export { convertText } from "./convert.ts";
export { getDraft, type OpenedDraft } from "./get-draft.ts";
export { keepUpload, keepUploadOf, readUpload, type Upload, uploadLimit } from "./keep-upload.ts";
export { type ReplyMode, startReply } from "./reply-to.ts";
export { discardDraft, saveDraft, type SaveDraftInput } from "./save-draft.ts";
export { forwardAttached, startAgain } from "./start-again.ts";
