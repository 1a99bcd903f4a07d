import type { QueryClient } from "@tanstack/react-query";
import { refreshShares } from "../sharing/api.ts";
import { conversationServer } from "./api.ts";
import type { ListKey } from "./list-key.ts";
import { patchList } from "./rows.ts";
import type { ListData } from "./segments.ts";
import { refreshStale } from "./stale.ts";
import type { Changes, Grouping, Mailbox } from "./types.ts";

/** A cursor of the space; modseqs are 64-bit, so they travel as text and compare as BigInt. */
function isLater(a: string, b: string): boolean {
  return BigInt(a) > BigInt(b);
}

/** Every cached list with its key. */
export function cachedLists(queryClient: QueryClient): [ListKey, ListData][] {
  return queryClient.getQueriesData<ListData>({ queryKey: ["list"] }).flatMap(([queryKey, data]) => {
    const key = queryKey[1] as ListKey | null;
    return key && data ? [[key, data] as [ListKey, ListData]] : [];
  });
}

function patchMailboxes(mailboxes: readonly Mailbox[], changes: Changes): Mailbox[] {
  const changed = new Map(changes.mailboxes.map((mailbox) => [mailbox.id, mailbox]));
  const removed = new Set(changes.removedMailboxIds);
  const kept = mailboxes.filter((mailbox) => !removed.has(mailbox.id));
  const known = new Set(kept.map((mailbox) => mailbox.id));
  return [
    ...kept.map((mailbox) => changed.get(mailbox.id) ?? mailbox),
    ...changes.mailboxes.filter((mailbox) => !known.has(mailbox.id)),
  ];
}

function apply(queryClient: QueryClient, changes: Changes, { grouping, spaceId }: Asked): void {
  queryClient.setQueryData<Mailbox[]>(["mailboxes"], (now) => now && patchMailboxes(now, changes));
  const roles = new Map(queryClient.getQueryData<Mailbox[]>(["mailboxes"])?.map(({ id, role }) => [id, role]));
  for (const [key, data] of cachedLists(queryClient)) {
    if (key.grouping !== grouping || data.modseqs[spaceId] === undefined) continue;
    const next = patchList(data, key, { changes, roles });
    if (next !== data) queryClient.setQueryData(["list", key], next);
  }
  for (const id of changes.conversationIds)
    void queryClient.invalidateQueries({ queryKey: ["conversation", id], refetchType: "active" });
  refreshStale(queryClient, changes);
  if (changes.haveSharesChanged) refreshShares(queryClient);
}

interface Asked {
  spaceId: string;
  grouping: Grouping;
}

/** Catches up with the spaces that are shown: asks for what changed since the last time and patches the caches with it. */
export class Sync {
  readonly #queryClient: QueryClient;
  /** How far each space has been caught up with. */
  readonly #since = new Map<string, string>();
  #running: Promise<void> | null = null;
  readonly #wanted = new Set<string>();
  #acts = 0;

  constructor(queryClient: QueryClient) {
    this.#queryClient = queryClient;
  }

  /** The cursor of a space starts at the oldest answer that is cached: whatever came later is asked for again. */
  #learn(): void {
    for (const [, data] of cachedLists(this.#queryClient))
      for (const [spaceId, modseq] of Object.entries(data.modseqs))
        if (!this.#since.has(spaceId)) this.#since.set(spaceId, modseq);
  }

  /** An act of ours is on its way: its outcome is already shown, and an answer from before would undo it for a moment. */
  async duringAct<T>(run: () => Promise<T>): Promise<T> {
    this.#acts += 1;
    try {
      return await run();
    } finally {
      this.#acts -= 1;
      void this.catchUp();
    }
  }

  /** Several calls at once become one request for each space, and one more if something was asked meanwhile. */
  async catchUp(spaceId?: string): Promise<void> {
    this.#learn();
    for (const known of spaceId === undefined ? this.#since.keys() : [spaceId]) this.#wanted.add(known);
    if (this.#acts > 0) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    // What is asked for while this runs comes into the set, and so into its turn.
    for (const spaceId of this.#wanted) {
      this.#wanted.delete(spaceId);
      const since = this.#since.get(spaceId);
      if (since === undefined) continue;
      const groupings = new Set(cachedLists(this.#queryClient).map(([key]) => key.grouping));
      for (const grouping of groupings.size > 0 ? groupings : (["conversations"] as const)) {
        const asked = { spaceId, grouping };
        const changes = await conversationServer.changes({ ...asked, since }).catch(() => null);
        // No answer: the cursor stays, so the next hint, focus or reconnect asks for the same span again.
        if (changes === null) break;
        if (this.#acts > 0) return;
        apply(this.#queryClient, changes, asked);
        // An older list may have come in meanwhile; its span is asked for next.
        if (this.#since.get(spaceId) === since) this.#since.set(spaceId, changes.modseq);
      }
    }
  }

  /** A list that came in may be older than what has been caught up with meanwhile: its part is asked for again. */
  async cameIn(modseqs: Readonly<Record<string, string>>): Promise<void> {
    for (const [spaceId, modseq] of Object.entries(modseqs)) {
      const since = this.#since.get(spaceId);
      if (since === undefined) this.#since.set(spaceId, modseq);
      else if (isLater(since, modseq)) {
        this.#since.set(spaceId, modseq);
        await this.catchUp(spaceId);
      }
    }
  }

  /** A hint from the server; what we already know is not asked for. */
  async hint({ spaceId, modseq }: { spaceId: string; modseq: string }): Promise<void> {
    this.#learn();
    const since = this.#since.get(spaceId);
    if (since !== undefined && (modseq === "0" || isLater(modseq, since))) await this.catchUp(spaceId);
    // Somebody else's mail of which no list was opened yet shows its counts all the same.
    else if (since === undefined) void this.#queryClient.invalidateQueries({ queryKey: ["mailboxes"] });
  }
}

const syncs = new WeakMap<QueryClient, Sync>();

/** The one catcher-up of a cache. */
export function syncOf(queryClient: QueryClient): Sync {
  const sync = syncs.get(queryClient) ?? new Sync(queryClient);
  syncs.set(queryClient, sync);
  return sync;
}
