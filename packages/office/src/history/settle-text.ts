import { Transform } from "@tiptap/pm/transform";
import { settle, type Verdict } from "../model/suggest/settle.ts";
import { rewriteText } from "../model/text/read-text.ts";

export type Settling = {
  readonly verdict: Verdict;
  readonly ids: readonly string[];
  /** The client of Yjs as which it is written, by which whoever asked for it knows it again; not one that has written there. */
  readonly writer: number;
};

/** Does what proposals say, or undoes them. Null when none of them is there any more. */
export function settleText(updates: readonly Uint8Array[], { verdict, ids, writer }: Settling): Uint8Array | null {
  const wanted = new Set(ids);
  return rewriteText(updates, (text, doc) => {
    if (!doc.store.clients.has(writer)) doc.clientID = writer;
    return settle(new Transform(text), verdict, (id) => wanted.has(id)).doc;
  });
}
