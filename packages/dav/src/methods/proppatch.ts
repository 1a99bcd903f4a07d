import { answerXml, type Method, readBody, refuse } from "../ask.ts";
import type { PropertyChange } from "../backend.ts";
import { readBasis } from "../conditions.ts";
import { DavError } from "../dav-error.ts";
import { hrefOf } from "../headers/path.ts";
import { live, onlyAsked } from "../xml/properties.ts";
import { davChild, elementsIn, isDav, readXml } from "../xml/reader.ts";
import { emptyElement, writeElement } from "../xml/writer.ts";
import { propstat } from "./propfind.ts";

const mostChanges = 200;
const longestValue = 65_536;

/** PROPPATCH, RFC 4918 §9.2: all changes in their order, or none of them. */
export const proppatch: Method = async (ask) => {
  const { backend, path, prefix, request, response } = ask;
  const changes = readChanges(await readBody(request));
  const resource = await backend.find(path);
  if (!resource) throw new DavError(404);
  const basis = await readBasis(ask, resource);
  const kept = changes.filter(isProtected);
  const others = changes.filter((one) => !isProtected(one));
  if (kept.length === 0) {
    const done = await backend.setProperties(path, changes, basis);
    if (done.no) refuse(ask, done);
  }
  const parts =
    kept.length === 0
      ? [propstat(others.map(emptyElement), "200 OK")]
      : [
          propstat(kept.map(emptyElement), "403 Forbidden", "<D:error><D:cannot-modify-protected-property/></D:error>"),
          others.length > 0 ? propstat(others.map(emptyElement), "424 Failed Dependency") : "",
        ];
  const href = hrefOf(prefix, path, resource);
  answerXml(
    response,
    207,
    `<D:multistatus xmlns:D="DAV:"><D:response><D:href>${href}</D:href>${parts.join("")}</D:response></D:multistatus>`,
  );
};

const isProtected = ({ namespace, name }: PropertyChange) =>
  namespace === "DAV:" && (Object.hasOwn(live, name) || Object.hasOwn(onlyAsked, name));

function readChanges(body: Buffer): PropertyChange[] {
  const root = readXml(body);
  if (!isDav(root, "propertyupdate")) throw new DavError(400);
  const changes = elementsIn(root).flatMap((step): PropertyChange[] => {
    const isSet = isDav(step, "set");
    if (!isSet && !isDav(step, "remove")) return [];
    const prop = davChild(step, "prop");
    if (!prop) throw new DavError(400);
    return elementsIn(prop).map((one) => ({
      namespace: one.namespace,
      name: one.name,
      value: isSet ? writeElement(one) : null,
    }));
  });
  if (changes.length === 0) throw new DavError(400);
  if (changes.length > mostChanges || changes.some(({ value }) => (value?.length ?? 0) > longestValue))
    throw new DavError(507);
  return changes;
}
