export type { Backend, Envelope, Peer, Recipient, Session } from "./backend.ts";
export { defaultLimits, type SmtpLimits, type SmtpOptions } from "./options.ts";
export { createSmtpServer } from "./server/create-server.ts";
export { receivedHeader } from "./trace.ts";
