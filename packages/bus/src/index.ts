export type { Bus, Hint } from "./bus.ts";
export { createPostgresBus } from "./postgres.ts";
