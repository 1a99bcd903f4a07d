import type { FileNode } from "./api.ts";

/** A folder that entries are moved into; `teamId` is the team folder that it is in. */
export interface MoveTarget {
  id: string;
  name: string;
  teamId: string | null;
}

/** Whether entries would belong to somebody else there: a team, or oneself alone. */
export function isAcross(nodes: readonly Pick<FileNode, "team">[], target: MoveTarget): boolean {
  return nodes.some((node) => (node.team?.id ?? null) !== target.teamId);
}
