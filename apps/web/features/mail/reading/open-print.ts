/** Opens a conversation, or by the id of a message that one alone, as it stands on paper, with the browser's dialog for it. */
export function openPrint(id: string, { images }: { images: boolean }): void {
  window.open(`/mail/print?id=${encodeURIComponent(id)}${images ? "&images=1" : ""}`, "_blank", "noopener");
}
