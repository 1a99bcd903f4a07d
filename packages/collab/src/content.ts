import * as Y from "yjs";
import { checkUpdate, isKnown } from "./check-update.ts";
import { type Connection, Untaken } from "./room.ts";
import { BadMessage } from "./wire.ts";

const stored = Symbol("read from the store");

/** What is in a document, with its limits. What comes out of `onChange` is what Yjs took, and never the bytes that a client sent. */
export function createContent(options: {
  maxBytes: number;
  pendingBytes: number;
  updateParts: number;
  /** `by` is null for what was read from the store. */
  onChange: (update: Uint8Array, by: Connection | null) => void;
}) {
  const { maxBytes, onChange } = options;
  const doc = new Y.Doc();
  /** At most what the document takes; measured again when that matters. */
  let [sizeBytes, isMeasured] = [0, true];
  /** Whose changes rest on others that have not come yet, and what waits until they have. */
  const incomplete = new Map<Connection, (() => void)[]>();

  doc.on("update", (update: Uint8Array, origin: unknown) => {
    [sizeBytes, isMeasured] = [sizeBytes + update.length, false];
    onChange(update, origin === stored ? null : (origin as Connection));
  });
  function encode(): Uint8Array {
    const state = Y.encodeStateAsUpdate(doc);
    [sizeBytes, isMeasured] = [state.length, true];
    return state;
  }
  function refuseTooLarge(update: Uint8Array): void {
    if (sizeBytes + update.length <= maxBytes) return;
    if (!isMeasured) encode();
    // Clients say again what is there, when they are asked what the server lacks.
    const added = Y.diffUpdate(update, Y.encodeStateVector(doc)).length;
    if (sizeBytes + added > maxBytes && !isKnown(doc, update)) throw new Untaken("too-large");
  }
  const pending = () => (doc.store.pendingStructs?.update.length ?? 0) + (doc.store.pendingDs?.length ?? 0);

  /** Updates that rest on what did not come are kept for a moment, and not for ever. */
  function dropPending(): void {
    doc.store.pendingStructs = null;
    doc.store.pendingDs = null;
    incomplete.clear();
  }
  function settlePending(connection: Connection, before: number): void {
    const after = pending();
    if (after > options.pendingBytes) {
      dropPending();
      throw new BadMessage("an update rests on others that did not come");
    }
    if (after > before && !incomplete.has(connection)) incomplete.set(connection, []);
    if (after > 0) return;
    const held = [...incomplete.values()].flat();
    incomplete.clear();
    for (const resume of held) resume();
  }
  return {
    /** Takes what a client has done, and says of how many parts that was; throws BadMessage or Untaken. */
    take(connection: Connection, update: Uint8Array): number {
      const { structs, deletions } = checkUpdate(update, options.updateParts);
      const hasContent = structs > 0;
      if (!connection.mayWrite()) {
        // A client says again what it has kept from earlier: nothing is lost when that is not heard.
        if (hasContent && !isKnown(doc, update)) throw new Untaken("read-only");
        return structs;
      }
      if (hasContent) refuseTooLarge(update);
      const before = pending();
      try {
        Y.applyUpdate(doc, update, connection);
      } catch (error) {
        throw new BadMessage("an update cannot be applied", { cause: error });
      }
      settlePending(connection, before);
      return structs + deletions;
    },
    /** Calls back when all that a connection sent is in the document. */
    whenComplete(connection: Connection, resume: () => void): void {
      const held = incomplete.get(connection);
      if (held) held.push(resume);
      else resume();
    },
    /** Takes what was stored, which may be known already. */
    read(update: Uint8Array): void {
      Y.applyUpdate(doc, update, stored);
    },
    encode,
    stateVector: () => Y.encodeStateVector(doc),
    /** What somebody lacks; throws BadMessage. */
    since(stateVector: Uint8Array): Uint8Array {
      try {
        return Y.encodeStateAsUpdate(doc, stateVector);
      } catch (error) {
        throw new BadMessage("that is no state vector", { cause: error });
      }
    },
    dropPending,
    destroy: () => doc.destroy(),
  };
}
