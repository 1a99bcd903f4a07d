import { answerEmpty, type Method, readBody, refuse } from "../ask.ts";
import { conditionHeaders, readBasis } from "../conditions.ts";
import { DavError } from "../dav-error.ts";

const words = "This is a folder for WebDAV programs.\n";

/** GET and HEAD, RFC 4918 §9.4: the content; a collection says only what it is. */
export const get: Method = async (ask) => {
  const { backend, path, request, response } = ask;
  const resource = await backend.find(path);
  if (!resource) throw new DavError(404);
  await readBasis(ask, resource);
  if (!resource.isCollection) return backend.send(resource, { request, response });
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "content-length": words.length });
  response.end(request.method === "HEAD" ? undefined : words);
};

/** PUT, RFC 4918 §9.7: a new file, or the next content of one; never into a collection that is not there. */
export const put: Method = async (ask) => {
  const { backend, path, request, response } = ask;
  // A part of a file would be taken for the whole of it. RFC 9110 §14.5.
  if (request.headers["content-range"] !== undefined) throw new DavError(400);
  // What is there is asked for only when something is said of it: small files come by the thousand.
  const isConditional = conditionHeaders.some((header) => request.headers[header] !== undefined);
  const resource = isConditional ? await backend.find(path) : null;
  const basis = await readBasis(ask, resource);
  if (resource?.isCollection || request.url?.split("?")[0]?.endsWith("/")) throw new DavError(405);
  const length = request.headers["content-length"];
  const sizeBytes = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
  const done = await backend.put(path, { pieces: request, sizeBytes }, basis);
  if (done.no) refuse(ask, done);
  answerEmpty(response, done.isNew ? 201 : 204, { etag: done.tag });
};

/** MKCOL, RFC 4918 §9.3. */
export const mkcol: Method = async (ask) => {
  const { backend, path, request, response } = ask;
  const resource = await backend.find(path);
  const basis = await readBasis(ask, resource);
  if (resource) throw new DavError(405);
  if ((await readBody(request)).length > 0) throw new DavError(415);
  const done = await backend.makeCollection(path, basis);
  if (done.no) refuse(ask, done);
  answerEmpty(response, 201);
};
