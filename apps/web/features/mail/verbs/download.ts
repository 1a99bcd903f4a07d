import type { ConversationRow } from "../types.ts";

/** Has the browser save conversations: one message as it is, several in an archive. */
export function download(rows: readonly ConversationRow[]): void {
  const link = document.createElement("a");
  link.href = `/mail/download?${new URLSearchParams(rows.map((row) => ["id", row.threadId]))}`;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
