import * as Y from "yjs";
import { Untaken } from "./room.ts";
import { type Scanned, scanUpdate } from "./scan-update.ts";
import { BadMessage } from "./wire.ts";

/** Looks at an update before it is applied: throws BadMessage when it is none, and Untaken when it has more parts than anybody waits for. */
export function checkUpdate(update: Uint8Array, mostParts: number): Scanned {
  const scanned = scan(update, mostParts);
  if (!scanned) throw new Untaken("too-many-parts");
  return scanned;
}

function scan(update: Uint8Array, mostParts: number): Scanned | null {
  try {
    return scanUpdate(update, mostParts);
  } catch (error) {
    if (error instanceof BadMessage) throw error;
    throw new BadMessage("an update ends too early", { cause: error });
  }
}

/** Whether a document has all the content of an update; what it deletes is not looked at. */
export function isKnown(doc: Y.Doc, update: Uint8Array): boolean {
  for (const [client, end] of Y.parseUpdateMeta(update).to) if (Y.getState(doc.store, client) < end) return false;
  return true;
}
