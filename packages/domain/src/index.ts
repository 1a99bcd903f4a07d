export * as access from "./access/index.ts";
export * as accounts from "./accounts/index.ts";
export * as audit from "./audit/index.ts";
export { type Context, openContext } from "./context.ts";
export * as mail from "./mail/index.ts";
export * as settings from "./settings/index.ts";
export * as signIn from "./sign-in/index.ts";
export { changeSpace, changeSpaces, outboundQueueSpace } from "./spaces/index.ts";
