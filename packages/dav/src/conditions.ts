import type { Ask } from "./ask.ts";
import type { Basis, Resource } from "./backend.ts";
import { DavError } from "./dav-error.ts";
import { type Condition, type ConditionList, readIf, tokensIn } from "./headers/if-header.ts";
import { readPath } from "./headers/path.ts";

/** The headers that say something of what is there. */
export const conditionHeaders = ["if", "if-match", "if-none-match", "if-unmodified-since"];

/** Looks whether what the client says of a resource holds, and answers what the act then rests on. */
export async function readBasis(ask: Ask, resource: Resource | null): Promise<Basis> {
  const { headers } = ask.request;
  const tag = resource?.tag ?? null;
  let isStated = false;
  // RFC 9110 §13.2.2 has this order; the strong comparison of §8.8.3.2 lets no weak tag pass.
  const match = headers["if-match"];
  if (match !== undefined) {
    if (!resource || !(match.trim() === "*" || listed(match).includes(tag ?? ""))) throw new DavError(412);
    isStated = true;
  } else if (isLater(resource?.changedAt, headers["if-unmodified-since"])) throw new DavError(412);
  const noneMatch = headers["if-none-match"];
  const isRead = ask.request.method === "GET" || ask.request.method === "HEAD";
  if (noneMatch !== undefined && !isRead) {
    const known = listed(noneMatch).map((one) => one.replace(/^W\//, ""));
    if (resource && (noneMatch.trim() === "*" || known.includes(tag ?? ""))) throw new DavError(412);
    isStated = true;
  }
  const header = headers["if"];
  const lists = header === undefined ? [] : readIf(String(header));
  if (lists.length > 0) {
    let holds = false;
    for (const list of lists) holds ||= await listHolds(ask, list, resource);
    if (!holds) throw new DavError(412);
    isStated ||= lists.some((list) => list.target === null && list.conditions.some((one) => one.kind === "tag"));
  }
  return { tokens: tokensIn(lists), tag: isStated ? tag : undefined };
}

function listed(header: string): string[] {
  return [...header.matchAll(/(?:W\/)?"[^"]*"/g)].map(([tag]) => tag);
}

/** Dates are told in whole seconds. RFC 9110 §13.1.4. */
function isLater(changedAt: Date | undefined, header: string | undefined): boolean {
  const than = Date.parse(header ?? "");
  return changedAt !== undefined && Math.floor(changedAt.getTime() / 1000) * 1000 > than;
}

async function listHolds(ask: Ask, { target, conditions }: ConditionList, own: Resource | null): Promise<boolean> {
  const { path, resource } = await targetOf(ask, target, own);
  const tokens = conditions.some((one) => one.kind === "token") ? await tokensAt(ask, path, resource) : new Set();
  const holds = ({ kind, value }: Condition) => (kind === "tag" ? value === resource?.tag : tokens.has(value));
  return conditions.every((one) => holds(one) !== one.isNot);
}

async function targetOf(ask: Ask, target: string | null, own: Resource | null) {
  if (target === null) return { path: ask.path, resource: own };
  const url = URL.canParse(target, "http://local.invalid") ? new URL(target, "http://local.invalid") : null;
  const isOurs = url !== null && (url.host === "local.invalid" || ask.isOurHost(url.host));
  const path = isOurs ? readPath(url.pathname, ask.prefix) : null;
  return path ? { path, resource: await ask.backend.find(path) } : { path: null, resource: null };
}

/** The tokens of the locks that cover a place; where nothing is, those of the collection that it would lie in. RFC 4918 §7.4. */
async function tokensAt({ backend }: Ask, path: readonly string[] | null, resource: Resource | null) {
  if (!path) return new Set<string>();
  const at = resource ?? (path.length > 0 ? await backend.find(path.slice(0, -1)) : null);
  const locks = at ? ((await backend.locks([at])).get(at.id) ?? []) : [];
  return new Set(locks.map((lock) => lock.token));
}
