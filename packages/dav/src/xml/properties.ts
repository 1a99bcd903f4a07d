import type { Ask } from "../ask.ts";
import type { DeadProperty, Lock, Resource } from "../backend.ts";
import { hrefOf } from "../headers/path.ts";
import { xmlText } from "./writer.ts";

/** What is known of a resource, from which its properties are written. */
export type Known = {
  readonly prefix: Ask["prefix"];
  readonly resource: Resource;
  readonly dead: readonly DeadProperty[];
  readonly locks: readonly Lock[];
  readonly quota: { readonly usedBytes: number; readonly leftBytes: number | null } | null;
};

type Write = (known: Known) => string | null;

const both = ["exclusive", "shared"].map(
  (scope) => `<D:lockentry><D:lockscope><D:${scope}/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockentry>`,
);

/** The properties that the server keeps, RFC 4918 §15: what each holds, or null where there is none. */
export const live: Readonly<Record<string, Write>> = {
  creationdate: ({ resource }) => resource.createdAt.toISOString().replace(/\.\d+Z$/, "Z"),
  displayname: ({ resource }) => xmlText(resource.name),
  getcontentlength: ({ resource }) => (resource.isCollection ? null : String(resource.sizeBytes)),
  getcontenttype: ({ resource }) => (resource.isCollection ? null : xmlText(resource.type)),
  getetag: ({ resource }) => (resource.tag === null ? null : xmlText(resource.tag)),
  getlastmodified: ({ resource }) => resource.changedAt.toUTCString(),
  lockdiscovery: ({ locks, prefix }) => locks.map((lock) => activeLock(prefix, lock)).join(""),
  resourcetype: ({ resource }) => (resource.isCollection ? "<D:collection/>" : ""),
  supportedlock: () => both.join(""),
};

/** Those that are told only when they are asked for by name: RFC 4331 §3 wants no sums for everybody who lists. */
export const onlyAsked: Readonly<Record<string, Write>> = {
  "quota-available-bytes": ({ resource, quota }) =>
    resource.isCollection && quota?.leftBytes !== null && quota ? String(quota.leftBytes) : null,
  "quota-used-bytes": ({ resource, quota }) => (resource.isCollection && quota ? String(quota.usedBytes) : null),
};

/** A lock as `lockdiscovery` tells it. RFC 4918 §14.1. */
export function activeLock(prefix: string, lock: Lock): string {
  const { token, root, isRootCollection: isCollection, isExclusive, isDeep, owner, secondsLeft } = lock;
  return [
    `<D:activelock><D:locktype><D:write/></D:locktype><D:lockscope><D:${isExclusive ? "exclusive" : "shared"}/></D:lockscope>`,
    `<D:depth>${isDeep ? "infinity" : "0"}</D:depth>${owner}<D:timeout>Second-${secondsLeft}</D:timeout>`,
    `<D:locktoken><D:href>${xmlText(token)}</D:href></D:locktoken>`,
    `<D:lockroot><D:href>${hrefOf(prefix, root, { isCollection })}</D:href></D:lockroot></D:activelock>`,
  ].join("");
}
