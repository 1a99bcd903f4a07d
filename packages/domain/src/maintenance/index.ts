export { checkContent, type ContentFault } from "./check-content.ts";
export { beat, leave, listNodes, type NodeState } from "./heartbeat.ts";
export { emptyOldTrash, purge } from "./purge.ts";
