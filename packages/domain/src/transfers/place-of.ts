import { type Found, type Labels, levelsOf, type Role } from "@carbyne/mailbox-files";
import type { AccountFile } from "./account/shape.ts";
import type { PlanLine } from "./plan.ts";

type Place = Pick<PlanLine, "folder" | "role" | "tags" | "isExact">;

/** Folders of an archive of ours by the path in it. */
export type KnownFolders = ReadonlyMap<string, AccountFile["folders"][number]>;

/**
 * Where a message is to go: what our own archive says, what Google's labels say, or the folder of its file. Labels know no folders: what is in no
 * folder of Google's own goes into that of its first label, and all other labels become tags.
 */
export function placeOf(found: Found, labels: Labels | null, known: KnownFolders): Place {
  const own = known.get(found.path.replace(found.form === "mbox" ? /\.mbox$/ : /\/[^/]*$/, ""));
  if (own) return { folder: own.levels, role: roleOf(own.role), tags: [], isExact: true };
  if (labels === null) return { folder: found.folder, role: null, tags: [], isExact: false };
  const [first, ...others] = labels.own;
  if (labels.role !== null) return { folder: [], role: labels.role, tags: labels.own, isExact: false };
  if (first === undefined) return { folder: [], role: "archive", tags: [], isExact: false };
  return { folder: levelsOf(first), role: null, tags: others, isExact: false };
}

/** What waited to be sent is a draft again, and what was put aside is back: neither has here what would move it on. */
function roleOf(role: AccountFile["folders"][number]["role"]): Role | null {
  if (role === "scheduled") return "drafts";
  return role === "snoozed" ? "inbox" : role;
}
