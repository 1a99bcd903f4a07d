export { createAccount, createSharedAccount, type NewAccount } from "./create-account.ts";
export { setUp } from "./set-up.ts";
