import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Ask, type Method, readBody } from "../ask.ts";
import type { Resource } from "../backend.ts";
import { readBasis } from "../conditions.ts";
import { DavError } from "../dav-error.ts";
import { readDepth } from "../headers/headers.ts";
import { hrefOf } from "../headers/path.ts";
import { type Known, live, onlyAsked } from "../xml/properties.ts";
import { davChild, elementsIn, isDav, readXml } from "../xml/reader.ts";
import { emptyElement } from "../xml/writer.ts";

type Name = { readonly namespace: string; readonly name: string };

/** Which properties are asked for. RFC 4918 §9.1. */
type Wanted =
  | { readonly how: "all" | "names"; readonly also: readonly Name[] }
  | { readonly how: "these"; readonly names: readonly Name[] };

const mostNames = 500;

/** PROPFIND, RFC 4918 §9.1: of a resource, or of a collection with what lies in it. All that lies below is never told at once, as §9.1 allows. */
export const propfind: Method = async (ask) => {
  const { backend, path, request, response } = ask;
  const wanted = readWanted(await readBody(request));
  const depth = readDepth(request.headers["depth"], "infinity");
  const resource = await backend.find(path);
  if (!resource) throw new DavError(404);
  await readBasis(ask, resource);
  if (depth === "infinity" && resource.isCollection) throw new DavError(403, "<D:propfind-finite-depth/>");
  response.writeHead(207, { "content-type": "application/xml; charset=utf-8", "cache-control": "no-store" });
  await pipeline(Readable.from(answer(ask, resource, { wanted, depth })), response);
};

function readWanted(body: Buffer): Wanted {
  if (body.length === 0) return { how: "all", also: [] };
  const root = readXml(body);
  if (!isDav(root, "propfind")) throw new DavError(400);
  const [prop, all, names] = ["prop", "allprop", "propname"].map((name) => davChild(root, name));
  if ([prop, all, names].filter(Boolean).length !== 1) throw new DavError(400);
  const include = davChild(root, "include");
  if (!prop) return { how: all ? "all" : "names", also: include ? elementsIn(include) : [] };
  const asked = elementsIn(prop);
  if (asked.length > mostNames) throw new DavError(413);
  return { how: "these", names: asked };
}

async function* answer(
  ask: Ask,
  resource: Resource,
  { wanted, depth }: { wanted: Wanted; depth: string },
): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">\n';
  const asked = wanted.how === "these" ? wanted.names : wanted.also;
  const isQuotaAsked = asked.some(({ namespace, name }) => namespace === "DAV:" && Object.hasOwn(onlyAsked, name));
  const quota = isQuotaAsked ? await ask.backend.quota() : null;
  yield await responses(ask, [resource], { wanted, quota });
  if (depth !== "0" && resource.isCollection)
    for await (const members of ask.backend.members(resource)) yield await responses(ask, members, { wanted, quota });
  yield "</D:multistatus>\n";
}

async function responses(
  { backend, prefix }: Ask,
  resources: readonly Resource[],
  { wanted, quota }: { wanted: Wanted; quota: Known["quota"] },
): Promise<string> {
  const names = wanted.how === "these" ? wanted.names : [];
  const needsDead = wanted.how !== "these" || names.some((one) => !isLive(one));
  const needsLocks = wanted.how !== "these" || names.some((one) => one.name === "lockdiscovery");
  const dead = needsDead ? await backend.properties(resources) : new Map<string, never>();
  const locks = needsLocks ? await backend.locks(resources) : new Map<string, never>();
  return resources
    .map((resource) =>
      writeResponse(
        { prefix, resource, quota, dead: dead.get(resource.id) ?? [], locks: locks.get(resource.id) ?? [] },
        wanted,
      ),
    )
    .join("");
}

const isLive = ({ namespace, name }: Name) =>
  namespace === "DAV:" && (Object.hasOwn(live, name) || Object.hasOwn(onlyAsked, name));

function writeResponse(known: Known, wanted: Wanted): string {
  const { found, missing } = wanted.how === "these" ? pick(known, wanted.names) : everything(known, wanted);
  const parts = [
    found.length > 0 || missing.length === 0 ? propstat(found, "200 OK") : "",
    missing.length > 0 ? propstat(missing, "404 Not Found") : "",
  ];
  const { prefix, resource } = known;
  return `<D:response><D:href>${hrefOf(prefix, resource.path, resource)}</D:href>${parts.join("")}</D:response>\n`;
}

/** A group of properties with what became of them. RFC 4918 §14.22. */
export function propstat(properties: readonly string[], status: string, more = ""): string {
  return `<D:propstat><D:prop>${properties.join("")}</D:prop><D:status>HTTP/1.1 ${status}</D:status>${more}</D:propstat>`;
}

function liveElement(known: Known, name: string): string | null {
  const content = (live[name] ?? onlyAsked[name])?.(known) ?? null;
  if (content === null) return null;
  return content === "" ? `<D:${name}/>` : `<D:${name}>${content}</D:${name}>`;
}

function pick(known: Known, names: readonly Name[]): { found: string[]; missing: string[] } {
  const found: string[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const value = isLive(name)
      ? liveElement(known, name.name)
      : known.dead.find((one) => one.namespace === name.namespace && one.name === name.name)?.value;
    if (value) found.push(value);
    else missing.push(emptyElement(name));
  }
  return { found, missing };
}

function everything(known: Known, wanted: Exclude<Wanted, { how: "these" }>): { found: string[]; missing: string[] } {
  const own = Object.keys(live).filter((name) => liveElement(known, name) !== null);
  if (wanted.how === "names")
    return { found: [...own.map((name) => `<D:${name}/>`), ...known.dead.map(emptyElement)], missing: [] };
  const also = wanted.also.filter(({ namespace, name }) => namespace === "DAV:" && Object.hasOwn(onlyAsked, name));
  const more = pick(known, also);
  const values = own.flatMap((name) => liveElement(known, name) ?? []);
  return { found: [...values, ...known.dead.map((one) => one.value), ...more.found], missing: more.missing };
}
