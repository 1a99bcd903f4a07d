import { recordings } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import type { Ask } from "../files/ask.ts";
import { sendContent } from "../files/content.ts";

const film = /^\/recordings\/([0-9a-f-]{36})\/film$/;
const captions = /^\/recordings\/([0-9a-f-]{36})\/captions\/([A-Za-z0-9-]{2,35})\.vtt$/;

export const isFilm = (path: string) => film.test(path);
export const isCaptions = (path: string) => captions.test(path);

/** `GET /recordings/<id>/film`, any stretch of it; to keep with `?download=1`. */
export async function answerFilm({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const id = film.exec(url.pathname)?.[1] ?? "";
  await sendContent({ url, request, response }, await recordings.openFilm(ctx, actor, { id }));
}

/** `GET /recordings/<id>/captions/<language>.vtt` */
export async function answerCaptions({ ctx, actor, url, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, id = "", language = ""] = captions.exec(url.pathname) ?? [];
  const vtt = await recordings.readCaptions(ctx, actor, { id, language });
  response.writeHead(200, {
    "content-type": "text/vtt; charset=utf-8",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
  });
  response.end(vtt);
}
