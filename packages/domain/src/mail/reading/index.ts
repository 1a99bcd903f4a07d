export { type AttachmentContent, type MessageBody, readAttachment, readBody, readSource } from "./body.ts";
