export { changeInGroup } from "./change-in-group.ts";
export { changeSpace, changeSpaces, changeTogether } from "./change-space.ts";
export {
  longWorkSpace,
  outboundQueueSpace,
  previewAskedSpace,
  previewMadeSpace,
  scanAskedSpace,
} from "./well-known.ts";
