import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { Refusal } from "@carbyne/kernel";

const folder = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const route =
  /^\/pdf-reader\/[\d.]{1,20}\/((?:build\/pdf\.worker\.min\.mjs|(?:cmaps|standard_fonts|wasm|iccs)\/(?!quickjs)[\w-]+\.(?:bcmap|pfb|ttf|wasm|js|icc)))$/;

const types: Readonly<Record<string, string>> = {
  ".mjs": "text/javascript; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Whether a path asks for a part of what reads PDF files in the browser. */
export const isPdfReaderPath = (at: string): boolean => at.startsWith("/pdf-reader/");

/**
 * `GET /pdf-reader/<version>/…`: the worker that reads PDF files, and the tables and fonts that old ones need. The worker runs under a policy of its own:
 * it takes what it needs from here and goes nowhere else; what runs scripts of PDF files is not there (CSP3 §4.2.2, of workers).
 */
export async function answerPdfReader({ url, response }: { url: URL; response: ServerResponse }): Promise<void> {
  const name = route.exec(url.pathname)?.[1];
  if (name === undefined) throw new Refusal("not-found", "page-unknown");
  const file = path.join(folder, name);
  const known = await stat(file).catch(() => null);
  if (!known?.isFile()) throw new Refusal("not-found", "page-unknown");
  response.writeHead(200, {
    "content-type": types[path.extname(name)] ?? "application/octet-stream",
    "content-length": known.size,
    "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    "x-content-type-options": "nosniff",
    // The version is in the address.
    "cache-control": "public, max-age=31536000, immutable",
  });
  await pipeline(createReadStream(file), response);
}
