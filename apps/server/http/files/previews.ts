import { files } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
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
  answerPreview(
    { request, response },
    await files.previewFile(ctx, actor, { id, versionId, want: wantOf(url), waitMs }),
  );
}
