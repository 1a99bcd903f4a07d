export { type Placed, placed } from "./placed.ts";
export { stagedLimit } from "./stage.ts";
export { type Blobs, createDiskBlobs } from "./store.ts";
