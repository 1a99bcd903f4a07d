export { ownStorage, refuseWithoutRoom, refuseWithoutRoomLeft, roomLeft, withoutRoom } from "./quota.ts";
