import { useQuery } from "@tanstack/react-query";
import { draftServer } from "../api.ts";
import type { DraftContent } from "../types.ts";
import type { ComposerStart } from "./composer-store.ts";
import { emptyContent } from "./content.ts";

/** What a composer begins with, before the person writes. */
export function useStartContent(start: ComposerStart) {
  return useQuery({
    queryKey: ["composer", start],
    queryFn: () => contentOf(start),
    // Each composer asks anew, and what is being written is never replaced under the cursor.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

function contentOf(start: ComposerStart): Promise<DraftContent> {
  switch (start.kind) {
    case "new":
      return Promise.resolve({ ...emptyContent, to: start.to ?? [] });
    case "draft":
      return draftServer.get({ draftId: start.draftId });
    case "returned":
      return Promise.resolve(start.content);
    case "reply":
    case "reply-all":
    case "reply-list":
    case "forward":
      return draftServer.replyTo({ messageId: start.messageId, mode: start.kind });
  }
}

/** Room to write, the signature below it, then what is quoted, and room below that. */
export function withRoom(editorHtml: string, signature: string): string {
  // RFC 3676 §4.3: two dashes and a space. The space of a paragraph's end would be lost.
  const signed = signature.trim() === "" ? "" : `<p></p><p>--\u00a0</p>${signature}`;
  const quoted = editorHtml.replace(/^<p><\/p>/, "");
  return `<p></p>${signed}${quoted === "" ? "" : `<p></p>${quoted}<p></p>`}`;
}
