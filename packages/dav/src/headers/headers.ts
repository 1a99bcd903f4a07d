import { DavError } from "../dav-error.ts";
import type { Path } from "../backend.ts";
import { readPath } from "./path.ts";

export type Depth = "0" | "1" | "infinity";

/** Depth, RFC 4918 §10.2. */
export function readDepth(header: string | string[] | undefined, otherwise: Depth): Depth {
  if (header === undefined) return otherwise;
  const value = String(header).trim().toLowerCase();
  if (value === "0" || value === "1" || value === "infinity") return value;
  throw new DavError(400);
}

/** Overwrite, RFC 4918 §10.6. */
export function readOverwrite(header: string | string[] | undefined): boolean {
  const value = String(header ?? "T").trim();
  if (value !== "T" && value !== "F") throw new DavError(400);
  return value === "T";
}

/** Destination, RFC 4918 §10.3: a place below the same prefix of the same server, else the answer is that of a gateway that cannot (§9.8.5). */
export function readDestination(
  header: string | string[] | undefined,
  { prefix, isOurHost }: { prefix: string; isOurHost: (host: string) => boolean },
): Path {
  const text = String(header ?? "").trim();
  if (text === "" || !URL.canParse(text, "http://local.invalid")) throw new DavError(400);
  const url = new URL(text, "http://local.invalid");
  if (url.host !== "local.invalid" && !isOurHost(url.host)) throw new DavError(502);
  const path = readPath(url.pathname, prefix);
  if (!path) throw new DavError(502);
  return path;
}

export const timeouts = { usualSeconds: 600, mostSeconds: 86_400 } as const;

/** How long a lock is to hold, in seconds: the first of the wishes that is understood, at most a day. RFC 4918 §10.7. */
export function readTimeout(header: string | string[] | undefined): number {
  for (const one of String(header ?? "").split(",")) {
    const value = one.trim();
    if (/^infinite$/i.test(value)) return timeouts.mostSeconds;
    const seconds = /^Second-(\d{1,10})$/i.exec(value)?.[1];
    if (seconds !== undefined) return Math.min(Math.max(Number(seconds), 1), timeouts.mostSeconds);
  }
  return timeouts.usualSeconds;
}
