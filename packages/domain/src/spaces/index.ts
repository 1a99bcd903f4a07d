export { changeSpace, changeSpaces, changeTogether } from "./change-space.ts";
export { longWorkSpace, outboundQueueSpace } from "./well-known.ts";
