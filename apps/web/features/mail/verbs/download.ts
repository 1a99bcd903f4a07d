import type { ConversationRow } from "../types.ts";

/** Where conversations can be had as files. */
export function downloadHref(rows: readonly ConversationRow[]): string {
  return `/mail/download?${new URLSearchParams(rows.map((row) => ["id", row.threadId]))}`;
}

/** Has the browser save conversations: one message as it is, several in an archive. */
export function download(rows: readonly ConversationRow[]): void {
  const link = document.createElement("a");
  link.href = downloadHref(rows);
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
