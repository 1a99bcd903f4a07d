export { type Bus, type Hint, type Signal, signalBytes } from "./bus.ts";
export { createNatsBus } from "./nats.ts";
export { createPostgresBus } from "./postgres.ts";
