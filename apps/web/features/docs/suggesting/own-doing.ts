import type { Doc, Transaction, UndoManager } from "yjs";

/** What the server writes for this window, by the client of Yjs as which it does: it can be undone here as if it had been done here. */
export interface OwnDoing {
  /** A name for the next thing. */
  newWriter: () => number;
  /** Waits until what was written under a name is here, or for too long. */
  whenHere: (writer: number) => Promise<void>;
}

const longestMs = 3000;

export function ownDoing(doc: Doc, origin: object, undoManager: UndoManager): OwnDoing {
  const writers = new Set<number>();
  const { captureTransaction } = undoManager;
  const isOwn = ({ beforeState, afterState }: Transaction) =>
    [...writers].some((writer) => (afterState.get(writer) ?? 0) > (beforeState.get(writer) ?? 0));
  undoManager.addTrackedOrigin(origin);
  undoManager.captureTransaction = (transaction) =>
    captureTransaction(transaction) && (transaction.origin !== origin || isOwn(transaction));
  return {
    newWriter() {
      const [writer = 0] = crypto.getRandomValues(new Uint32Array(1));
      writers.add(writer);
      return writer;
    },
    whenHere: (writer) =>
      new Promise((resolve) => {
        const look = () => {
          if (doc.store.clients.has(writer)) end();
        };
        const end = () => {
          clearTimeout(timer);
          doc.off("update", look);
          resolve();
        };
        const timer = setTimeout(end, longestMs);
        doc.on("update", look);
        look();
      }),
  };
}
