import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { Refusal } from "@carbyne/kernel";

const webFolder = path.join(import.meta.dirname, "../../web");

/** The worker of this build: which files the pages consist of, and then each part in `public/worker`. A new build is a new text, and so a new worker. */
function workerText(): string {
  if (!existsSync(path.join(webFolder, ".next/BUILD_ID"))) throw new Refusal("not-found", "page-unknown");
  const build = readFileSync(path.join(webFolder, ".next/BUILD_ID"), "utf8").trim();
  const files = readdirSync(path.join(webFolder, ".next/static"), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => path.relative(path.join(webFolder, ".next"), path.join(file.parentPath, file.name)))
    .map((file) => `/_next/${file.split(path.sep).map(encodeURIComponent).join("/")}`);
  const parts = readdirSync(path.join(webFolder, "public/worker")).filter((file) => file.endsWith(".js"));
  const scripts = parts.sort().map((part) => `/worker/${part}?${build}`);
  return `self.carbyne = ${JSON.stringify({ build, files: files.sort() })};\nimportScripts(...${JSON.stringify(scripts)});\n`;
}

let text: string | undefined;

/** `GET /service-worker.js`: what keeps the pages for when there is no network (Service Workers §2.2). */
export function answerServiceWorker(response: ServerResponse): void {
  text ??= workerText();
  response.writeHead(200, {
    "content-type": "text/javascript; charset=utf-8",
    "content-security-policy": "default-src 'self'",
    "cache-control": "no-cache",
  });
  response.end(text);
}
