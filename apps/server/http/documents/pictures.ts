import { documents } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import type { Ask } from "../files/ask.ts";
import { sendPieces } from "../files/send-pieces.ts";
import { readAll } from "../mail/uploads.ts";
import { answerJson } from "../refusals.ts";

const one = /^\/documents\/([0-9a-f-]{36})\/pictures\/([0-9a-f-]{36})$/;
const all = /^\/documents\/([0-9a-f-]{36})\/pictures$/;
const year = 31_536_000;

/** Whether a path asks for a picture of a document. */
export const isDocumentPicture = (path: string): boolean => one.test(path);

/** Whether a path is where pictures are given to a document. */
export const isDocumentPictures = (path: string): boolean => all.test(path);

/** `GET /documents/<id>/pictures/<picture>`: for who may read the document, under a policy in which nothing of it can run. */
export async function answerDocumentPicture({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, id = "", pictureId = ""] = one.exec(url.pathname) ?? [];
  await sendPicture(await documents.openPicture(ctx, actor, { id, pictureId }), { request, response });
}

/** Hands over a picture of a document, to somebody who may see it. */
export async function sendPicture(
  picture: documents.OpenPicture,
  { request, response }: Pick<Ask, "request" | "response">,
): Promise<void> {
  const tag = `"${picture.tag}"`;
  const headers = {
    "content-type": picture.mime,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    etag: tag,
    // Its address names its bytes.
    "cache-control": `private, max-age=${year}, immutable`,
  };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-length": picture.sizeBytes });
  if (request.method === "HEAD") response.end();
  else await sendPieces(response, picture.read());
}

/** `POST /documents/<id>/pictures` with the file as body: adds a picture, and answers its id. */
export async function answerDocumentPictures({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, id = ""] = all.exec(url.pathname) ?? [];
  // Who may not write there need not send it to hear so.
  await documents.checkPicturing(ctx, actor, { id });
  const bytes = await readAll(request, documents.mostPictureBytes);
  answerJson(response, 200, await documents.addPicture(ctx, actor, { id, bytes }));
}
