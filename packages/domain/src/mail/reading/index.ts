export { type Downloaded, downloadConversations, fileNameOf } from "./download.ts";
export { type AttachmentContent, downloadMessage, readAttachment, readAttachments, readSource } from "./attachment.ts";
export { previewAttachment } from "./preview-attachment.ts";
export { type BodyInput, hasRemoteContent, isLong, type MessageBody, readBody, renderBody } from "./body.ts";
export { rasterType } from "./raster-type.ts";
export { readRemoteImage } from "./remote-image.ts";
export {
  distrustSender,
  listTrustedSenders,
  type TrustedSender,
  trustSender,
} from "./trusted-senders.ts";
export { type AttachmentView, shareHeader } from "./details.ts";
export { type AttachedMessage, getAttachedMessage } from "./attached-message.ts";
export type { Card } from "./cards.ts";
export { type CheckView, explainMessage, type Explanation, type HopView } from "./explain.ts";
export { leaveList, type LeavingView } from "./leave-list.ts";
export { answerReceipt, type ReceiptView } from "./receipts.ts";
export type { Warning } from "./warnings.ts";
export { printConversation, type Printed } from "./print.ts";
