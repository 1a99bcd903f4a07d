export { ownStorage, refuseWithoutRoom, refuseWithoutRoomLeft, roomLeft, storageIn, withoutRoom } from "./quota.ts";
