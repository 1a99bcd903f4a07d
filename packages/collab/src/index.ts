export { closeCodes, closeRestart } from "./close-codes.ts";
export { createHub, type Hub, type Opened } from "./hub.ts";
export { defaultLimits } from "./limits.ts";
export { createMemoryStores } from "./memory-store.ts";
export type { Connection, Socket } from "./room.ts";
export type { Store } from "./store.ts";
