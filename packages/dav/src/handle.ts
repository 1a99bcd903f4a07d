import { type Ask, answerEmpty, answerXml, type Method } from "./ask.ts";
import { DavError } from "./dav-error.ts";
import { readPath } from "./headers/path.ts";
import { get, mkcol, put } from "./methods/content.ts";
import { lock, unlock } from "./methods/locking.ts";
import { propfind } from "./methods/propfind.ts";
import { proppatch } from "./methods/proppatch.ts";
import { copy, move, remove } from "./methods/relocate.ts";

const methods: Readonly<Record<string, Method>> = {
  OPTIONS: async ({ response }) => answerOptions(response),
  GET: get,
  HEAD: get,
  PUT: put,
  DELETE: remove,
  MKCOL: mkcol,
  COPY: copy,
  MOVE: move,
  PROPFIND: propfind,
  PROPPATCH: proppatch,
  LOCK: lock,
  UNLOCK: unlock,
};

const allow = Object.keys(methods).join(", ");

/** Says what is spoken, RFC 4918 §10.1; Windows asks for the second header before it writes. */
export function answerOptions(response: Ask["response"]): void {
  answerEmpty(response, 200, { dav: "1, 2, 3", "ms-author-via": "DAV", allow });
}

/** Answers a request to what a backend serves below a prefix. What the backend refuses is thrown on to whoever knows the words. */
export async function answerDav(ask: Omit<Ask, "path"> & { readonly pathname: string }): Promise<void> {
  const { response, request } = ask;
  try {
    const path = readPath(ask.pathname, ask.prefix);
    if (!path) throw new DavError(404);
    const method = methods[request.method ?? ""];
    if (!method) throw new DavError(405, undefined, { allow });
    await method({ ...ask, path });
  } catch (error) {
    if (!(error instanceof DavError) || response.headersSent) throw error;
    answerDavError(response, error);
  }
}

/** Answers with a status and why. */
export function answerDavError(response: Ask["response"], { status, condition, headers }: DavError): void {
  // What still comes of a body that nobody wants is not waited for.
  const more = { ...headers, ...(status === 413 || status === 507 ? { connection: "close" } : {}) };
  if (condition === undefined) answerEmpty(response, status, more);
  else answerXml(response, status, `<D:error xmlns:D="DAV:">${condition}</D:error>`, more);
}
