import type { QueryClient } from "@tanstack/react-query";
import { conversationServer } from "./api.ts";
import type { ListKey } from "./list-key.ts";
import { type ListData, patchList } from "./rows.ts";
import { refreshStale } from "./stale.ts";
import type { Changes, Mailbox } from "./types.ts";

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

function apply(queryClient: QueryClient, changes: Changes): void {
  queryClient.setQueryData<Mailbox[]>(["mailboxes"], (now) => now && patchMailboxes(now, changes));
  for (const [key, data] of cachedLists(queryClient)) {
    const next = patchList(data, key, changes);
    if (next !== data) queryClient.setQueryData(["list", key], next);
  }
  for (const id of changes.conversationIds)
    void queryClient.invalidateQueries({ queryKey: ["conversation", id], refetchType: "active" });
  refreshStale(queryClient, changes);
}

/** Catches up with the space: asks for what changed since the last time and patches the caches with it. */
export class Sync {
  readonly #queryClient: QueryClient;
  #since: string | null = null;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #acts = 0;

  constructor(queryClient: QueryClient) {
    this.#queryClient = queryClient;
  }

  /** The cursor starts at the oldest answer that is cached: whatever came later is asked for again. */
  #cursor(): string | null {
    if (this.#since !== null) return this.#since;
    for (const [, data] of cachedLists(this.#queryClient))
      for (const page of data.pages)
        if (this.#since === null || isLater(this.#since, page.modseq)) this.#since = page.modseq;
    return this.#since;
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

  /** Several calls at once become one request, and one more if something was asked meanwhile. */
  async catchUp(): Promise<void> {
    if (this.#acts > 0) return;
    if (this.#running !== null) {
      this.#isAskedAgain = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      const since = this.#cursor();
      if (since === null) return;
      const changes = await conversationServer.changes({ since }).catch(() => null);
      // No answer: the cursor stays, so the next hint, focus or reconnect asks for the same span again.
      if (changes === null) return;
      if (this.#acts > 0) return;
      apply(this.#queryClient, changes);
      // An older list may have come in meanwhile; its span is asked for next.
      if (this.#since === since) this.#since = changes.modseq;
    } while (this.#isAskedAgain);
  }

  /** A list that came in may be older than what has been caught up with meanwhile: its part is asked for again. */
  async cameIn(modseq: string): Promise<void> {
    if (this.#since === null || !isLater(this.#since, modseq)) return;
    this.#since = modseq;
    await this.catchUp();
  }

  /** A hint from the server; what we already know is not asked for. */
  async hint(modseq: string): Promise<void> {
    if (this.#since === null || isLater(modseq, this.#since)) await this.catchUp();
  }
}

const syncs = new WeakMap<QueryClient, Sync>();

/** The one catcher-up of a cache. */
export function syncOf(queryClient: QueryClient): Sync {
  const sync = syncs.get(queryClient) ?? new Sync(queryClient);
  syncs.set(queryClient, sync);
  return sync;
}
