export { ownStorage, refuseWithoutRoom, withoutRoom } from "./quota.ts";
