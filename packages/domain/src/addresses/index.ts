export { type AddressParts, findAddress, splitAddress } from "./find-address.ts";
