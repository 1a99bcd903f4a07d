import { type Context, documents, files, type previews } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { answerPreview, waitMs, wantOf } from "../previews.ts";
import type { Ask } from "./ask.ts";

const route = /^\/files\/([0-9a-f-]{36})\/preview(?:\.pdf|\.json)?$/;

/** Whether a path asks for a preview of a file. */
export const isFilePreview = (path: string): boolean => route.test(path);

/** `GET /files/<id>/preview`, `…/preview.pdf` and `…/preview.json`, of a version with `?version=…`: for whoever may read the file. */
export async function answerFilePreview({ ctx, actor, url, request, response }: Ask): Promise<void> {
  const id = route.exec(url.pathname)?.[1];
  if (id === undefined) throw new Refusal("not-found", "page-unknown");
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const versionId = url.searchParams.get("version") ?? undefined;
  if (versionId !== undefined && !/^[0-9a-f-]{36}$/.test(versionId)) throw new Refusal("not-found", "version-unknown");
  answerPreview({ request, response }, await previewOf(ctx, actor, { id, versionId, want: wantOf(url), waitMs }));
}

/** Of a file its bytes are shown, of a document what it says now. */
async function previewOf(
  ctx: Context,
  actor: Actor,
  ask: { id: string; versionId: string | undefined; want: previews.Want; waitMs: number },
): Promise<previews.Preview> {
  const made = await files.previewFile(ctx, actor, ask);
  if (made.status !== "failed" || made.reason !== "unknown" || ask.versionId !== undefined) return made;
  try {
    return await documents.previewDocument(ctx, actor, ask);
  } catch (error) {
    // It is none, or lies in the trash: then there is nothing to be shown of it.
    if (error instanceof Refusal && (error.kind === "not-found" || error.kind === "conflict")) return made;
    throw error;
  }
}
