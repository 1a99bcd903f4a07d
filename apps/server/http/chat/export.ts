import { chat } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import type { Ask } from "../files/ask.ts";
import { sendPieces } from "../files/send-pieces.ts";
import { contentDisposition } from "../mail/content-disposition.ts";

const route = /^\/chat\/([0-9a-f-]{36})\/export\.(txt|json)$/;
const types = { txt: "text/plain", json: "application/json" } as const;

/** Whether a path asks for all of a room, and not for the page of it. */
export const isExportPath = (path: string): boolean => route.test(path);

/** `GET /chat/<room>/export.txt` and `…/export.json`: what a member may see of a room, as a file to keep. */
export async function answerExport({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, roomId = "", ending] = route.exec(url.pathname) ?? [];
  const format = ending === "txt" ? "txt" : "json";
  const { name, pieces } = await chat.exportRoom(ctx, actor, { roomId, format });
  response.writeHead(200, {
    "content-type": `${types[format]}; charset=utf-8`,
    "content-disposition": contentDisposition(`${name}.${format}`, types[format], "attachment"),
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  });
  if (request.method === "HEAD") response.end();
  else await sendPieces(response, bytesOf(pieces));
}

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
