import type { Act, Mailbox } from "../types.ts";

/** The verb that putting a conversation into a mailbox means: a folder with a role has a verb of its own. */
export function actOfTarget(target: Mailbox, from: Mailbox | undefined): Act {
  // The verbs mean the folder of whose mail it is; another person's is told by its id.
  if (isOtherMail(target, from)) return "move";
  if (target.role === "archive" || target.role === "trash" || target.role === "junk") return target.role;
  return target.role === "inbox" && from?.role === "junk" ? "not-junk" : "move";
}

/** Whether conversations can be put here by hand; drafts and sent mail come there by themselves. */
export function takesConversations(target: Mailbox, from: Mailbox | undefined): boolean {
  if (!target.rights.includes("insert") || from?.rights.includes("delete") === false) return false;
  return target.id !== from?.id && !byItself.has(target.role);
}

/** Whether they can be dropped here: on the snoozed ones too, as one is asked until when. */
export function takesDrops(target: Mailbox, from: Mailbox | undefined): boolean {
  const isSnoozing = target.role === "snoozed" && target.isOwn && from?.role !== "snoozed";
  return isSnoozing ? from?.isOwn !== false && !kept.has(from?.role ?? null) : takesConversations(target, from);
}

const byItself: ReadonlySet<Mailbox["role"]> = new Set(["drafts", "sent", "scheduled", "snoozed"]);
/** What is never snoozed. */
const kept: ReadonlySet<Mailbox["role"]> = new Set(["drafts", "sent", "scheduled", "trash", "junk"]);

function isOtherMail(target: Mailbox, from: Mailbox | undefined): boolean {
  return from ? from.spaceId !== target.spaceId : !target.isOwn;
}
