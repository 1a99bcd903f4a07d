export type { Backend, Listed, Maildrop } from "./backend.ts";
export { memoryBackend } from "./memory-backend.ts";
export { defaultLimits, type Pop3Limits, type Pop3Options } from "./options.ts";
export { createPop3Server } from "./server.ts";
