import type { Hub, Store } from "@carbyne/collab";
import { Counter, Gauge, Histogram } from "prom-client";
import { registry } from "../metrics.ts";

const hubs = new Set<Hub>();
const sum = (count: (hub: Hub) => number) => [...hubs].reduce((all, hub) => all + count(hub), 0);

new Gauge({
  name: "carbyne_documents_open",
  help: "Documents that this process has in memory.",
  registers: [registry],
  collect() {
    this.set(sum((hub) => hub.size()));
  },
});
new Gauge({
  name: "carbyne_document_connections",
  help: "Sockets on documents that this process has in memory.",
  registers: [registry],
  collect() {
    this.set(sum((hub) => hub.connections()));
  },
});
const updates = new Counter({
  name: "carbyne_document_updates_total",
  help: "Changes of documents that were stored, as they are put together for it.",
  registers: [registry],
});
const appends = new Histogram({
  name: "carbyne_document_append_seconds",
  help: "Time until changes of a document are stored, by whether they were.",
  labelNames: ["outcome"],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers: [registry],
});

/** Counts the documents of a hub among those of this process. Returns the way to stop. */
export function observeHub(hub: Hub): () => void {
  hubs.add(hub);
  return () => void hubs.delete(hub);
}

/** The same store, whose writing is timed and counted. */
export function observed<Kept extends Store>(store: Kept): Kept {
  return {
    ...store,
    async append(id, input) {
      const stop = appends.startTimer();
      try {
        const appended = await store.append(id, input);
        stop({ outcome: appended.status });
        if (appended.status === "stored") updates.inc(input.updates.length);
        return appended;
      } catch (error) {
        stop({ outcome: "failed" });
        throw error;
      }
    },
  };
}
