import { useMailboxes } from "../mail/api.ts";
import type { ModuleId } from "./modules.tsx";

/** How many unread things wait in a module. */
export function useUnread(module: ModuleId): number {
  const { data: mailboxes } = useMailboxes();
  if (module !== "mail") return 0;
  return mailboxes?.find((mailbox) => mailbox.isOwn && mailbox.role === "inbox")?.unseen ?? 0;
}
