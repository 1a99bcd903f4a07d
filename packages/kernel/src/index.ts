export { type Actor, actingAccount } from "./actor.ts";
export { type Clock, systemClock } from "./clock.ts";
export { isId, newId } from "./ids.ts";
export { type Logger, silentLogger } from "./logger.ts";
export { Refusal, type RefusalKind, type RefusalParams } from "./refusal.ts";
