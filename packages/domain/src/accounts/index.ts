export { createAccount, type NewAccount } from "./create-account.ts";
export { setUp } from "./set-up.ts";
