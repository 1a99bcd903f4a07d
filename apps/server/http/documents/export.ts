import { documents } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import type { Ask } from "../files/ask.ts";
import { contentDisposition } from "../mail/content-disposition.ts";

const route = /^\/documents\/([0-9a-f-]{36})\/export$/;

/** Whether a path asks for a document as a file. */
export const isDocumentExport = (path: string): boolean => route.test(path);

/** `GET /documents/<id>/export?as=docx|odt|pdf|md|html`: what the document says now, for whoever may read it. */
export async function answerDocumentExport({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, id = ""] = route.exec(url.pathname) ?? [];
  const as = documents.exportFormats.find((format) => format === url.searchParams.get("as"));
  if (!as) throw new Refusal("not-found", "page-unknown");
  const { name, type, content } = await documents.exportDocument(ctx, actor, { id, as });
  response.writeHead(200, {
    "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "content-length": content.length,
    // To be kept, never shown here: what is in it is somebody's.
    "content-disposition": contentDisposition(name, type, "attachment"),
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  });
  response.end(request.method === "HEAD" ? undefined : content);
}
