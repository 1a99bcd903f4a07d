import { Refusal } from "@carbyne/kernel";
import type { AclBackend, MailboxEntry, UserBackend } from "../backend.ts";
import { allRights, inOrder } from "../rights.ts";
import type { MemoryStore } from "./memory-backend.ts";

/** Who has which rights on which mailbox, beside its owner, who has all: by mailbox id, then by user. */
export type MemoryRights = Map<string, Map<string, string>>;

const prefix = "Other Users/";

interface Found {
  readonly store: MemoryStore;
  readonly entry: MailboxEntry;
  readonly rights: string;
}

/** A user's own mail together with what others give rights on, below `Other Users/<user>/`. */
export function sharingView(
  own: MemoryStore,
  { stores, given }: { stores: () => Iterable<MemoryStore>; given: MemoryRights },
): UserBackend {
  const rightsOn = (store: MemoryStore, id: string) =>
    store === own ? allRights : (given.get(id)?.get(own.userId) ?? "");

  async function all(): Promise<(Found & { name: string })[]> {
    const found = await Promise.all(
      [...stores()].map(async (store) =>
        (await store.list()).map((entry) => ({
          store,
          entry,
          rights: rightsOn(store, entry.mailboxId),
          name: store === own ? entry.name : `${prefix}${store.userId}/${entry.name}`,
        })),
      ),
    );
    return found.flat().filter(({ rights }) => rights.includes("l"));
  }

  async function byName(name: string, need: string): Promise<Found> {
    const found = (await all()).find((one) => one.name === name);
    if (!found) throw new Refusal("not-found", "mailbox-unknown");
    return checked(found, need);
  }

  async function byId(id: string, need: string): Promise<Found> {
    const found = (await all()).find(({ entry }) => entry.mailboxId === id);
    if (!found) throw new Refusal("not-found", "mailbox-unknown");
    return checked(found, need);
  }

  async function copyTo(id: string, target: string, need: string): Promise<{ from: MemoryStore; name: string } | null> {
    const from = await byId(id, need);
    const to = (await all()).find((one) => one.name === target);
    if (!to) return null;
    if (checked(to, "i").store !== from.store) throw new Refusal("invalid", "mailbox-other-space");
    return { from: from.store, name: to.entry.name };
  }

  return {
    userId: own.userId,
    namespaces: { personal: [""], others: [prefix], shared: [] },
    acl: aclOf({ own, given, byName }),
    list: async () => (await all()).map(({ entry, name }) => ({ ...entry, name })),
    listSubscribed: () => own.listSubscribed(),
    create: (name, use) => own.create(name, use),
    delete: async (name) => {
      const { store, entry } = await byName(name, "x");
      await store.delete(entry.name);
    },
    rename: async (from, to) => {
      await byName(from, "x");
      await own.rename(from, to);
    },
    subscribe: (name) => own.subscribe(name),
    unsubscribe: (name) => own.unsubscribe(name),
    status: async (ids) =>
      new Map((await Promise.all([...stores()].map(async (s) => [...(await s.status(ids))]))).flat()),
    append: async (name, messages) => {
      const { store, entry } = await byName(name, "i");
      return store.append(entry.name, messages);
    },
    open: async (name, access) => {
      const found = (await all()).find((one) => one.name === name);
      if (!found) return "no-mailbox";
      const { store, entry, rights } = checked(found, "r");
      const opened = await store.open(entry.name, access);
      return opened === "no-mailbox" ? opened : { ...opened, isReadOnly: opened.isReadOnly || !/[swite]/.test(rights) };
    },
    changesSince: async (id, modseq) => (await byId(id, "r")).store.changesSince(id, modseq),
    watch: (id, onHint) => {
      const stops = [...stores()].map((store) => store.watch(id, onHint));
      return () => {
        for (const stop of stops) stop();
      };
    },
    async *fetch(id, uids, needs) {
      yield* (await byId(id, "r")).store.fetch(id, uids, needs);
    },
    store: async (id, uids, change) => (await byId(id, "w")).store.store(id, uids, change),
    copy: async (id, uids, target) => {
      const way = await copyTo(id, target, "r");
      return way ? way.from.copy(id, uids, way.name) : "no-target";
    },
    move: async (id, uids, target) => {
      const way = await copyTo(id, target, "t");
      return way ? way.from.move(id, uids, way.name) : "no-target";
    },
    expunge: async (id, uids) => (await byId(id, "e")).store.expunge(id, uids),
    search: async (id, query) => (await byId(id, "r")).store.search(id, query),
  };
}

function checked(found: Found, need: string): Found {
  if (!found.rights.includes(need)) throw new Refusal("forbidden", "right-missing");
  return found;
}

type AclParts = {
  own: MemoryStore;
  given: MemoryRights;
  byName: (name: string, need: string) => Promise<Found>;
};

function aclOf({ own, given, byName }: AclParts): AclBackend {
  return {
    async get(name) {
      const { store, entry } = await byName(name, "a");
      const others = [...(given.get(entry.mailboxId) ?? [])].map(([identifier, rights]) => ({ identifier, rights }));
      return [{ identifier: store.userId, rights: allRights }, ...others];
    },
    async set(name, identifier, { mode, rights }) {
      const { entry } = await byName(name, "a");
      const users = given.get(entry.mailboxId) ?? new Map<string, string>();
      const before = users.get(identifier) ?? "";
      const without = before
        .split("")
        .filter((right) => !rights.includes(right))
        .join("");
      const after = mode === "replace" ? rights : mode === "add" ? before + rights : without;
      users.delete(identifier);
      if (after !== "") users.set(identifier, inOrder(after));
      given.set(entry.mailboxId, users);
    },
    async listRights(name, identifier) {
      await byName(name, "a");
      return identifier === own.userId
        ? { required: allRights, optional: [] }
        : { required: "", optional: allRights.split("") };
    },
    mine: async (name) => (await byName(name, "l")).rights,
  };
}
