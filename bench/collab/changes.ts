import * as Y from "yjs";

/** What one editor is going to write: so many letters, one a change, as Yjs would send them. */
export type Changes = { readonly clientId: number; readonly updates: readonly Uint8Array[] };

/** Makes an editor's changes ready. Each editor writes a text of its own, so that no change waits for one of somebody else. */
export function prepareChanges(count: number): Changes {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const text = doc.getText(`editor-${doc.clientID}`);
  for (let at = 0; at < count; at++) text.insert(at, "abcdefghij"[at % 10] ?? "");
  doc.destroy();
  return { clientId: doc.clientID, updates };
}

/** A stretch of an editor's changes; each letter is one tick of its clock. */
export type Stretch = { readonly clientId: number; readonly from: number; readonly length: number };

/** Which changes are in an update, whatever a server has put together in it. */
export function stretchesIn(update: Uint8Array): Stretch[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Skip ? [] : { clientId: struct.id.client, from: struct.id.clock, length: struct.length },
  );
}
