export type { AttachmentRef, DraftContent } from "./content.ts";
export { getDraft } from "./get-draft.ts";
export { keepUpload, readUpload, type Upload, uploadLimit } from "./keep-upload.ts";
export { type ReplyMode, startReply } from "./reply-to.ts";
export { discardDraft, saveDraft } from "./save-draft.ts";
