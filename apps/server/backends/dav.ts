import type { Backend, Basis, Lock, No, Resource } from "@carbyne/dav";
import { type Context, files, quota } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { sendContent } from "../http/files/content.ts";

const scheme = "urn:uuid:";

/** A person's files as WebDAV sees them. */
export function davBackend(ctx: Context, actor: Actor): Backend {
  return {
    async find(path) {
      const node = await files.findPath(ctx, actor, { path });
      return node && resourceOf(node);
    },
    async *members({ path }) {
      for await (const nodes of files.listPath(ctx, actor, { path })) yield nodes.map(resourceOf);
    },
    async send({ id }, { request, response }) {
      const url = new URL("http://local.invalid");
      await sendContent({ url, request, response }, await files.openContent(ctx, actor, { id }));
    },
    async put(path, put, basis) {
      const done = await files.putPath(ctx, actor, { path, ...put, basis: basisOf(basis) });
      return "no" in done ? done : { ...done, tag: `"${done.tag}"` };
    },
    makeCollection: (path, basis) => files.makeFolderAt(ctx, actor, { path, basis: basisOf(basis) }),
    remove: (path, basis) => files.trashPath(ctx, actor, { path, basis: basisOf(basis) }),
    copy: (from, to, how, basis) => files.copyPath(ctx, actor, { from, to, ...how, basis: basisOf(basis) }),
    move: (from, to, how, basis) => files.movePath(ctx, actor, { from, to, ...how, basis: basisOf(basis) }),
    properties: (resources) =>
      files.propertiesOf(
        ctx,
        actor,
        resources.map(({ id }) => id),
      ),
    setProperties: (path, changes, basis) =>
      files.changeProperties(ctx, actor, { path, changes, basis: basisOf(basis) }),
    async locks(resources) {
      const found = await files.locksOf(ctx, actor, resources.map(placeOf));
      return new Map([...found].map(([id, locks]) => [id, locks.map((lock) => lockOf(ctx, lock))]));
    },
    lock: async (path, how, basis) =>
      told(ctx, await files.lockPath(ctx, actor, { path, ...how, basis: basisOf(basis) })),
    refresh: async (path, { tokens, seconds }) =>
      told(ctx, await files.refreshLock(ctx, actor, { path, lockIds: idsOf(tokens), seconds })),
    unlock: (path, token) => files.unlockPath(ctx, actor, { path, lockId: idsOf([token])[0] ?? "" }),
    async quota() {
      const { usedBytes, quotaBytes } = await quota.ownStorage(ctx, actor);
      return { usedBytes, leftBytes: quotaBytes === null ? null : Math.max(0, quotaBytes - usedBytes) };
    },
  };
}

/** What the backend hands out keeps what the domain wants back. */
type OurResource = Resource & { readonly ids: readonly string[] };

function resourceOf(node: files.PathNode): OurResource {
  const tag = files.tagOf(node);
  return {
    id: node.id,
    ids: node.ids,
    path: node.path,
    isCollection: node.isFolder,
    name: node.path.length === 0 ? "" : node.name,
    tag: tag === null ? null : `"${tag}"`,
    sizeBytes: node.sizeBytes,
    type: node.mime,
    createdAt: node.createdAt,
    changedAt: node.updatedAt,
  };
}

function placeOf(resource: Resource): { id: string; ids: readonly string[] } {
  const { id, ids = [id] }: Partial<OurResource> & Resource = resource;
  return { id, ids };
}

function basisOf({ tokens, tag }: Basis): files.Basis {
  return { lockIds: idsOf(tokens), tag: typeof tag === "string" ? tag.slice(1, -1) : tag };
}

const idsOf = (tokens: readonly string[]) =>
  tokens.flatMap((token) => (token.startsWith(scheme) ? [token.slice(scheme.length)] : []));

function lockOf(ctx: Context, lock: files.NodeLock): Lock {
  const { id, path: root, isFolder: isRootCollection, isExclusive, isDeep, owner, expiresAt } = lock;
  const secondsLeft = Math.max(0, Math.ceil((expiresAt.getTime() - ctx.clock.now().getTime()) / 1000));
  return { token: scheme + id, root, isRootCollection, isExclusive, isDeep, owner, secondsLeft };
}

function told<Rest extends object>(ctx: Context, done: No | (Rest & { lock: files.NodeLock; no?: undefined })) {
  return done.no ? done : { ...done, lock: lockOf(ctx, done.lock) };
}
