export {
  ownStorage,
  refuseWithoutRoom,
  refuseWithoutRoomLeft,
  roomLeft,
  roomLeftIn,
  storageIn,
  withoutRoom,
} from "./quota.ts";
