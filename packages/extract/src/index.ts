export { extractText, isExtractable } from "./extract.ts";
export { type Limits, limits } from "./limits.ts";
