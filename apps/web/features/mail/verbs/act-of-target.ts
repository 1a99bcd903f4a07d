import type { Act, Mailbox } from "../types.ts";

/** The verb that putting a conversation into a mailbox means: a folder with a role has a verb of its own. */
export function actOfTarget(target: Mailbox, from: Mailbox | undefined): Act {
  if (target.role === "archive" || target.role === "trash" || target.role === "junk") return target.role;
  return target.role === "inbox" && from?.role === "junk" ? "not-junk" : "move";
}

/** Whether conversations can be put here by hand; drafts and sent mail come there by themselves. */
export function takesConversations(target: Mailbox, from: Mailbox | undefined): boolean {
  const isSameMail = from ? from.spaceId === target.spaceId : target.isOwn;
  if (!isSameMail || !target.rights.includes("insert") || from?.rights.includes("delete") === false) return false;
  return target.id !== from?.id && target.role !== "drafts" && target.role !== "sent" && target.role !== "snoozed";
}
