export { createAccount, type NewAccount } from "./create-account.ts";
export { type AddressParts, findAddress, splitAddress } from "./find-address.ts";
export { setUp } from "./set-up.ts";
