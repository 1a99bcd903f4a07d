import { type Ask, answerEmpty, answerXml, type Method, readBody, refuse } from "../ask.ts";
import type { Lock } from "../backend.ts";
import { readBasis } from "../conditions.ts";
import { DavError } from "../dav-error.ts";
import { readDepth, readTimeout } from "../headers/headers.ts";
import { hrefOf } from "../headers/path.ts";
import { activeLock } from "../xml/properties.ts";
import { davChild, type Element, isDav, readXml } from "../xml/reader.ts";
import { writeElement } from "../xml/writer.ts";

const longestOwner = 4096;

/** LOCK, RFC 4918 §9.10: takes a lock, or without a body makes one hold longer. */
export const lock: Method = async (ask) => {
  const { backend, path, prefix, request, response } = ask;
  const body = await readBody(request);
  const seconds = readTimeout(request.headers["timeout"]);
  const resource = await backend.find(path);
  const basis = await readBasis(ask, resource);
  if (body.length === 0) {
    if (basis.tokens.length === 0) throw new DavError(400);
    const done = await backend.refresh(path, { tokens: basis.tokens, seconds });
    if (done.no === "not-found") throw new DavError(412, "<D:lock-token-matches-request-uri/>");
    if (done.no) refuse(ask, done);
    answerLock(ask, 200, done.lock);
    return;
  }
  const depth = readDepth(request.headers["depth"], "infinity");
  if (depth === "1") throw new DavError(400);
  const wish = readWish(readXml(body));
  const done = await backend.lock(path, { ...wish, isDeep: depth === "infinity", seconds }, basis);
  if (done.no === "locked")
    throw new DavError(
      423,
      `<D:no-conflicting-lock><D:href>${hrefOf(prefix, done.at, done)}</D:href></D:no-conflicting-lock>`,
    );
  if (done.no) refuse(ask, done);
  response.setHeader("lock-token", `<${done.lock.token}>`);
  answerLock(ask, done.isNew ? 201 : 200, done.lock);
};

function answerLock({ prefix, response }: Ask, status: number, taken: Lock): void {
  const discovery = `<D:lockdiscovery>${activeLock(prefix, taken)}</D:lockdiscovery>`;
  answerXml(response, status, `<D:prop xmlns:D="DAV:">${discovery}</D:prop>`);
}

function readWish(root: Element): { isExclusive: boolean; owner: string } {
  const [scope, type, owner] = ["lockscope", "locktype", "owner"].map((name) => davChild(root, name));
  if (!isDav(root, "lockinfo") || !scope || !type || !davChild(type, "write")) throw new DavError(400);
  const isExclusive = davChild(scope, "exclusive") !== undefined;
  if (isExclusive === (davChild(scope, "shared") !== undefined)) throw new DavError(400);
  const text = owner ? writeElement(owner) : "";
  if (text.length > longestOwner) throw new DavError(400);
  return { isExclusive, owner: text };
}

/** UNLOCK, RFC 4918 §9.11. */
export const unlock: Method = async (ask) => {
  const { backend, path, request, response } = ask;
  const token = /^\s*<([^<>\s]+)>\s*$/.exec(String(request.headers["lock-token"] ?? ""))?.[1];
  if (token === undefined) throw new DavError(400);
  await readBasis(ask, await backend.find(path));
  const done = await backend.unlock(path, token);
  if (done.no === "not-found") throw new DavError(409, "<D:lock-token-matches-request-uri/>");
  if (done.no) refuse(ask, done);
  answerEmpty(response, 204);
};
