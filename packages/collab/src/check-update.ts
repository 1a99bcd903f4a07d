import * as Y from "yjs";
import { BadMessage } from "./wire.ts";

/** No document has so many characters; a struct that says it has would make numbers that nothing can write any more. */
const mostClock = 2 ** 31;

export type Checked = {
  /** Whether it brings anything beside deletions. */
  readonly hasContent: boolean;
};

/** Reads an update without applying it; throws BadMessage when it is none, or one that no editor of ours makes. */
export function checkUpdate(update: Uint8Array): Checked {
  const { structs, ds } = decode(update);
  for (const struct of structs) {
    refuseFar(struct.id.clock + struct.length);
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentDoc)
      throw new BadMessage("a document holds no other documents");
  }
  for (const ranges of ds.clients.values()) for (const range of ranges) refuseFar(range.clock + range.len);
  return { hasContent: structs.length > 0 };
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdate(update);
  } catch (error) {
    throw new BadMessage("that is no update", { cause: error });
  }
}

function refuseFar(end: number): void {
  if (!(end >= 0 && end <= mostClock)) throw new BadMessage("an update is out of all measure");
}

/** Whether a document has all the content of an update; what it deletes is not looked at. */
export function isKnown(doc: Y.Doc, update: Uint8Array): boolean {
  for (const [client, end] of Y.parseUpdateMeta(update).to) if (Y.getState(doc.store, client) < end) return false;
  return true;
}
