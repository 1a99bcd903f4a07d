import * as Y from "yjs";
import type { Claim, Loaded, Store } from "./store.ts";

type Row = { epoch: number; seq: bigint; upTo: bigint; state: Uint8Array | null; owner: string | null };
type Line = { seq: bigint; bytes: Uint8Array };

/** Stores of several processes over one memory, for tests. Each can be cut off for a while, as by a database that is away. */
export function createMemoryStores({ maxBytes = 10_000_000 }: { maxBytes?: number } = {}) {
  const rows = new Map<string, Row>();
  const lines = new Map<string, Line[]>();
  const told = new Set<{ process: string; listener: (id: string) => void }>();
  const rowOf = (id: string) => rows.get(id);

  return {
    create(id: string): void {
      rows.set(id, { epoch: 1, seq: 0n, upTo: 0n, state: null, owner: null });
      lines.set(id, []);
    },
    remove: (id: string) => void rows.delete(id),
    /** Puts something else in the place of all that the document was. */
    renew(id: string, state: Uint8Array): void {
      const row = rowOf(id);
      if (!row) return;
      rows.set(id, { ...row, epoch: row.epoch + 1, upTo: ++row.seq, state });
      lines.set(id, []);
      for (const { listener } of told) listener(id);
    },
    /** How many single updates there are. */
    countLoose: (id: string) => lines.get(id)?.length ?? 0,
    /** What a process that came later would read. */
    textOf(id: string, name = "text"): string {
      const doc = new Y.Doc();
      const state = rowOf(id)?.state;
      if (state) Y.applyUpdate(doc, state);
      for (const { bytes } of lines.get(id) ?? []) Y.applyUpdate(doc, bytes);
      return doc.getText(name).toJSON();
    },
    process(process: string) {
      const lost = new Set<() => void>();
      let isAway = false;
      const reach = () => {
        if (isAway) throw new Error("the store is away");
      };
      const store: Store = {
        async claim(id): Promise<Claim> {
          reach();
          const row = rowOf(id);
          if (!row) return { status: "missing" };
          if (row.owner !== null && row.owner !== process)
            return { status: "elsewhere", owner: row.owner, address: row.owner };
          row.owner = process;
          return { status: "owned", epoch: row.epoch, maxBytes };
        },
        async load(id, after): Promise<Loaded | null> {
          reach();
          const row = rowOf(id);
          if (!row) return null;
          const state = row.state && row.upTo > after ? [row.state] : [];
          const loose = (lines.get(id) ?? []).filter((line) => line.seq > after).map((line) => line.bytes);
          return { epoch: row.epoch, updates: [...state, ...loose], seq: row.seq };
        },
        async append(id, { epoch, updates }) {
          reach();
          const row = rowOf(id);
          if (!row) return { status: "missing" };
          if (row.epoch !== epoch) return { status: "renewed" };
          const first = row.seq + 1n;
          for (const { bytes } of updates) lines.get(id)?.push({ seq: ++row.seq, bytes });
          if (row.owner !== process) for (const one of told) if (one.process !== process) one.listener(id);
          return { status: "stored", first, last: row.seq };
        },
        async compact(id, { epoch, upTo, state }) {
          reach();
          const row = rowOf(id);
          if (row?.owner !== process || row.epoch !== epoch) return false;
          rows.set(id, { ...row, upTo, state });
          lines.set(
            id,
            (lines.get(id) ?? []).filter((line) => line.seq > upTo),
          );
          return true;
        },
        async release(id) {
          reach();
          const row = rowOf(id);
          if (row?.owner === process) row.owner = null;
        },
        onChange(listener) {
          const one = { process, listener };
          told.add(one);
          return () => void told.delete(one);
        },
        onLost(listener) {
          lost.add(listener);
          return () => void lost.delete(listener);
        },
      };
      const letGo = () => {
        for (const row of rows.values()) if (row.owner === process) row.owner = null;
      };
      return {
        store,
        letGo,
        /** The store cannot be reached, and what this process owned is free. */
        cutOff(): void {
          isAway = true;
          letGo();
          for (const listener of lost) listener();
        },
        comeBack(): void {
          isAway = false;
        },
      };
    },
  };
}
