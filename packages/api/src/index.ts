export { type AppRouter, appRouter } from "./root.ts";
export type { Call, RoleState } from "./trpc.ts";
