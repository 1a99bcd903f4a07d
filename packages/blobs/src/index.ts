export type { BlobFault } from "./check.ts";
export { createKeyFile } from "./key-file.ts";
export { type Placed, placed } from "./placed.ts";
export { createDiskSpool, type Spool, type SpoolFile } from "./spool.ts";
export { stagedLimit } from "./stage.ts";
export type { Range } from "./stream.ts";
export { type Blobs, createDiskBlobs } from "./store.ts";
export type { SumAlgorithm, Sums } from "./sums.ts";
export { startSums, type SumsElsewhere } from "./sum-thread.ts";
