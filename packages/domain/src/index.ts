export * as accounts from "./accounts/index.ts";
export * as audit from "./audit/index.ts";
export type { Context } from "./context.ts";
export * as mail from "./mail/index.ts";
export * as settings from "./settings/index.ts";
export * as signIn from "./sign-in/index.ts";
export { changeSpace } from "./spaces/index.ts";
