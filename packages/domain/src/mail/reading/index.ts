export { type Downloaded, downloadConversations } from "./download.ts";
export { type AttachmentContent, readAttachment, readSource } from "./attachment.ts";
export { type BodyInput, type MessageBody, readBody } from "./body.ts";
export { readRemoteImage } from "./remote-image.ts";
export {
  distrustSender,
  listTrustedSenders,
  type TrustedSender,
  trustSender,
} from "./trusted-senders.ts";
export { type AttachmentView, shareHeader } from "./details.ts";
