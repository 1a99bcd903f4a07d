export type { Backend, Delivered, Envelope, Peer, Recipient, Session } from "./backend.ts";
export { defaultLimits, type SmtpLimits, type SmtpOptions } from "./options.ts";
export { memoryBackend } from "./memory-backend.ts";
export { createSmtpServer } from "./server/create-server.ts";
export { receivedHeader } from "./trace.ts";
export {
  type Authentication,
  type AuthenticationInput,
  authenticateMessage,
  type Resolver,
} from "./authentication/authenticate-message.ts";
export { type DkimKey, generateDkimKey } from "./authentication/dkim-key.ts";
export { type SigningKey, signMessage } from "./authentication/sign-message.ts";
export type { Dns } from "./client/find-hosts.ts";
export { createMxClient, type Delivery, type MxClientOptions, type Outcome } from "./client/mx-client.ts";
export { giveUpAfterMs, retryDelayMs } from "./client/retry.ts";
