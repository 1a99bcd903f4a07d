export type { Want } from "@carbyne/preview";
export { type Preview, preview, type Source } from "./preview.ts";
export { purgePreviews } from "./purge.ts";
export { makeNext } from "./work.ts";
