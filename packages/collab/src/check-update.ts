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
    if (struct instanceof Y.Item) checkContent(struct.content);
  }
  for (const ranges of ds.clients.values()) for (const range of ranges) refuseFar(range.clock + range.len);
  return { hasContent: structs.length > 0 };
}

/** Values that are nested deeper could be read, and then perhaps not be written any more. */
const mostLevels = 100;

function checkContent(content: Y.Item["content"]): void {
  if (content instanceof Y.ContentDoc) throw new BadMessage("a document holds no other documents");
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) refuseDeep(content.arr);
  if (content instanceof Y.ContentEmbed) refuseDeep(content.embed);
  if (content instanceof Y.ContentFormat) refuseDeep(content.value);
}

function refuseDeep(root: unknown): void {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostLevels) throw new BadMessage("a value is nested too deep");
    level = level.flatMap((value) => (isNested(value) ? Object.values(value) : []));
  }
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
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
