import { IndexeddbPersistence } from "y-indexeddb";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { keptName } from "./kept-here.ts";
import { watchSaving } from "./saving.ts";

/** How a document stands between here and the server. */
export interface CollabState {
  /** Whether there is something to show: from the server, or from what this browser kept. */
  isLoaded: boolean;
  isOnline: boolean;
  /** Whether all that was written here is kept by the server. */
  isSaved: boolean;
  /** Why the server sent us away for good: one of its close codes. */
  ended: { code: number; reason: string } | null;
}

export interface Collab {
  doc: Y.Doc;
  provider: WebsocketProvider;
  state: () => CollabState;
  subscribe: (changed: () => void) => () => void;
  destroy: () => void;
}

export interface CollabOptions {
  /** Of a visitor: the address of the link, below which the socket lies. */
  base?: string;
  id: string;
  epoch: number;
  /** Whose browser it is: what is kept in it is theirs. */
  accountId: string;
  mayWrite: boolean;
  /** As others see who is here until the server says it. */
  user: { id: string; name: string };
}

/** Opens a document: over the server, and as this browser kept it. */
export function createCollab({ base = "", id, epoch, accountId, mayWrite, user }: CollabOptions): Collab {
  const doc = new Y.Doc();
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  const provider = new WebsocketProvider(`${scheme}://${window.location.host}${base}/collab`, `${id}/${epoch}`, doc, {
    // Two tabs agree over the server, which knows what each may do.
    disableBc: true,
  });
  provider.awareness.setLocalStateField("user", user);
  // Readers need nothing kept: what they may see now they may not see later.
  const kept = mayWrite ? new IndexeddbPersistence(keptName({ accountId, id, epoch }), doc) : null;

  let state: CollabState = { isLoaded: false, isOnline: false, isSaved: false, ended: null };
  const listeners = new Set<() => void>();
  const change = (more: Partial<CollabState>) => {
    state = { ...state, ...more };
    for (const listener of listeners) listener();
  };
  const stopSaving = watchSaving(provider, (isSaved) => change({ isSaved }));
  provider.on("status", ({ status }) => change({ isOnline: status === "connected" }));
  provider.on("sync", (isSynced) => {
    if (isSynced) change({ isLoaded: true });
  });
  provider.on("closed", (ended) => change({ ended }));
  kept?.on("synced", () => {
    // An empty copy is none: the document would be written as if it were new.
    if (doc.store.clients.size > 0) change({ isLoaded: true });
  });
  // A line that is cut off says so only after half a minute.
  const onOffline = () => provider.disconnect();
  const onOnline = () => {
    if (state.ended === null) provider.connect();
  };
  window.addEventListener("offline", onOffline);
  window.addEventListener("online", onOnline);
  return {
    doc,
    provider,
    state: () => state,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    destroy() {
      listeners.clear();
      window.removeEventListener("offline", onOffline);
      window.removeEventListener("online", onOnline);
      stopSaving();
      provider.destroy();
      void kept?.destroy();
      doc.destroy();
    },
  };
}
