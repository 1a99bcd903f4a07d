import { answerEmpty, type Ask, type Method, refuse } from "../ask.ts";
import type { Path } from "../backend.ts";
import { readBasis } from "../conditions.ts";
import { DavError } from "../dav-error.ts";
import { readDepth, readDestination, readOverwrite } from "../headers/headers.ts";

/** DELETE, RFC 4918 §9.6: with all that lies in it. */
export const remove: Method = async (ask) => {
  const { backend, path, request, response } = ask;
  // What follows `#` never belongs to the address of a request; ignoring it would delete something else. RFC 9112 §3.2.1.
  if (request.url?.includes("#")) throw new DavError(400);
  const resource = await backend.find(path);
  if (!resource) throw new DavError(404);
  if (resource.isCollection && readDepth(request.headers["depth"], "infinity") !== "infinity") throw new DavError(400);
  const done = await backend.remove(path, await readBasis(ask, resource));
  if (done.no) refuse(ask, done);
  answerEmpty(response, 204);
};

/** COPY, RFC 4918 §9.8. */
export const copy: Method = async (ask) => {
  const { backend, path, request } = ask;
  const depth = readDepth(request.headers["depth"], "infinity");
  if (depth === "1") throw new DavError(400);
  await relocate(ask, (to, isOver, basis) => backend.copy(path, to, { isOver, isDeep: depth === "infinity" }, basis));
};

/** MOVE, RFC 4918 §9.9. */
export const move: Method = async (ask) => {
  const { backend, path, request } = ask;
  const depth = readDepth(request.headers["depth"], "infinity");
  await relocate(ask, (to, isOver, basis, isCollection) => {
    if (isCollection && depth !== "infinity") throw new DavError(400);
    return backend.move(path, to, { isOver }, basis);
  });
};

type Work = (
  to: Path,
  isOver: boolean,
  basis: Awaited<ReturnType<typeof readBasis>>,
  isCollection: boolean,
) => ReturnType<Ask["backend"]["move"]>;

async function relocate(ask: Ask, work: Work): Promise<void> {
  const { backend, path, request, response } = ask;
  const to = readDestination(request.headers["destination"], ask);
  const isOver = readOverwrite(request.headers["overwrite"]);
  const resource = await backend.find(path);
  if (!resource) throw new DavError(404);
  const basis = await readBasis(ask, resource);
  const done = await work(to, isOver, basis, resource.isCollection);
  if (done.no) refuse(ask, done, { exists: 412 });
  answerEmpty(response, done.isNew ? 201 : 204);
}
