import { contentOf, readText, rewriteText, settle, textSchema, textUpdate } from "@carbyne/office/model";
import { Transform } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { ownDoing } from "./own-doing.ts";

const server = { name: "what comes from the server" };
const lines = (doc: Y.Doc) => readText([Y.encodeStateAsUpdate(doc)]).children.map((one) => one.textContent);

/** A text in which a break is proposed to be left out, as a window has it. */
function opened() {
  const content = ["One ", "two"].map((text, at) => ({
    type: "paragraph",
    attrs: at === 0 ? {} : { deleted: "p" },
    content: [{ type: "text", text }],
  }));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, textUpdate(textSchema().nodeFromJSON({ type: "doc", content })));
  const undoManager = new Y.UndoManager(contentOf(doc), { trackedOrigins: new Set(["typing"]) });
  const own = ownDoing(doc, server, undoManager);
  /** What the server does, written as a client of Yjs. */
  const settled = (writer: number) =>
    rewriteText([Y.encodeStateAsUpdate(doc)], (text, theirs) => {
      theirs.clientID = writer;
      return settle(new Transform(text), "accept").doc;
    }) ?? new Uint8Array();
  return { doc, undoManager, own, settled };
}

test("what the server did for this window is undone here, and done again", async () => {
  const { doc, undoManager, own, settled } = opened();
  const writer = own.newWriter();
  const here = own.whenHere(writer);
  Y.applyUpdate(doc, settled(writer), server);
  await here;
  expect(lines(doc)).toEqual(["One two"]);
  undoManager.undo();
  expect(lines(doc)).toEqual(["One ", "two"]);
  expect(readText([Y.encodeStateAsUpdate(doc)]).child(1).attrs["deleted"]).toBe("p");
  undoManager.redo();
  expect(lines(doc)).toEqual(["One two"]);
});

test("what it did for others is theirs", () => {
  const { doc, undoManager, own, settled } = opened();
  own.newWriter();
  Y.applyUpdate(doc, settled(4711), server);
  expect([lines(doc), undoManager.undo()]).toEqual([["One two"], null]);
});
