export { type Presence, presenceBoard } from "./board.ts";
export { readLastSeen } from "./last-seen.ts";
export { sayActive } from "./say-active.ts";
