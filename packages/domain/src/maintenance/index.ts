export { beat, leave, listNodes, type NodeState } from "./heartbeat.ts";
export { emptyOldTrash, purge } from "./purge.ts";
