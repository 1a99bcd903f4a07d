export { ownStorage, refuseWithoutRoom, refuseWithoutRoomLeft, withoutRoom } from "./quota.ts";
