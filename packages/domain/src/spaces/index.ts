export { changeSpace, changeSpaces } from "./change-space.ts";
export { outboundQueueSpace } from "./well-known.ts";
