import type { IncomingMessage, ServerResponse } from "node:http";
import type { Backend, No, Path } from "./backend.ts";
import { DavError } from "./dav-error.ts";
import { hrefOf } from "./headers/path.ts";
import { limits } from "./xml/reader.ts";

/** A request to a place, with who answers it. */
export type Ask = {
  readonly backend: Backend;
  /** Where what is served begins, such as `/dav/files`. */
  readonly prefix: string;
  readonly path: Path;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether a host, with its port, is one of this server. */
  readonly isOurHost: (host: string) => boolean;
};

/** What a method answers when nothing speaks against it. */
export type Method = (ask: Ask) => Promise<void>;

/** The whole body of a request, which a person's program keeps small. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    sizeBytes += piece.length;
    if (sizeBytes > limits.bytes) throw new DavError(413);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const statusOf = { exists: 405, "no-parent": 409, "not-found": 404, changed: 412, forbidden: 403, full: 507 } as const;

/** Turns the backend's no into the answer that says so; `exists` is another one for a method that was told not to overwrite. */
export function refuse({ prefix }: Pick<Ask, "prefix">, no: No, { exists = 405 }: { exists?: 405 | 412 } = {}): never {
  if (no.no === "locked")
    throw new DavError(
      423,
      `<D:lock-token-submitted><D:href>${hrefOf(prefix, no.at, no)}</D:href></D:lock-token-submitted>`,
    );
  throw new DavError(no.no === "exists" ? exists : statusOf[no.no]);
}

/** Answers without a body. */
export function answerEmpty(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, "content-length": 0 }).end();
}

/** Answers with a document. */
export function answerXml(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n${text}\n`);
  response.writeHead(status, {
    ...headers,
    "content-type": "application/xml; charset=utf-8",
    "content-length": body.length,
    "cache-control": "no-store",
  });
  response.end(body);
}
