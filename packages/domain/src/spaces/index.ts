export { changeSpace, changeSpaces, changeTogether } from "./change-space.ts";
export { outboundQueueSpace } from "./well-known.ts";
