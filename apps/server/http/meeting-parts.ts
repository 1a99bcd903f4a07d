import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { Refusal } from "@carbyne/kernel";

const folders = {
  background: path.dirname(fileURLToPath(import.meta.resolve("@mediapipe/selfie_segmentation"))),
  noise: path.dirname(fileURLToPath(import.meta.resolve("@shiguredo/rnnoise-wasm"))),
} as const;
const route =
  /^\/meeting-parts\/(?:(background)\/(selfie_segmentation\w*\.(?:js|wasm|data|tflite|binarypb))|(noise)\/(rnnoise\.js))$/;

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Whether a path asks for a part of what treats one's own picture and voice in the browser. */
export const isMeetingPart = (at: string): boolean => at.startsWith("/meeting-parts/");

/** `GET /meeting-parts/…`: what tells a person from what is behind them, and a voice from noise, with its models. Nothing of it is fetched elsewhere. */
export async function answerMeetingPart({ url, response }: { url: URL; response: ServerResponse }): Promise<void> {
  const [, background, part, noise, file] = route.exec(url.pathname) ?? [];
  const folder = background ? folders.background : noise ? folders.noise : undefined;
  const name = part ?? file;
  if (folder === undefined || name === undefined) throw new Refusal("not-found", "page-unknown");
  const known = await stat(path.join(folder, name)).catch(() => null);
  if (!known?.isFile()) throw new Refusal("not-found", "page-unknown");
  response.writeHead(200, {
    "content-type": types[path.extname(name)] ?? "application/octet-stream",
    "content-length": known.size,
    "x-content-type-options": "nosniff",
    "cache-control": "public, max-age=86400",
  });
  await pipeline(createReadStream(path.join(folder, name)), response);
}
