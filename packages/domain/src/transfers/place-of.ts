import { type Found, type Labels, levelsOf } from "@carbyne/mailbox-files";
import type { PlanLine } from "./plan.ts";

/**
 * Where a message is to go: the folder of its file, or what Google's labels say. Those know no folders: what is in no folder of Google's own goes
 * into that of its first label, and all other labels become tags.
 */
export function placeOf(found: Found, labels: Labels | null): Pick<PlanLine, "folder" | "role" | "tags"> {
  if (labels === null) return { folder: found.folder, role: null, tags: [] };
  const [first, ...others] = labels.own;
  if (labels.role !== null) return { folder: [], role: labels.role, tags: labels.own };
  if (first === undefined) return { folder: [], role: "archive", tags: [] };
  return { folder: levelsOf(first), role: null, tags: others };
}
