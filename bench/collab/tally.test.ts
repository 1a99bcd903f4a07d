import { expect, test } from "vitest";
import * as Y from "yjs";
import { prepareChanges, stretchesIn } from "./changes.ts";
import { createTally } from "./tally.ts";

function room() {
  const tally = createTally(3);
  const editors = [0, 1, 2].map((editor) => {
    const changes = prepareChanges(3);
    tally.enter(editor, changes.clientId);
    return changes;
  });
  const write = (editor: number, at: number) => tally.write(editors[editor]?.clientId ?? 0, at);
  const update = (editor: number, number: number) => editors[editor]?.updates[number] ?? new Uint8Array();
  return { tally, write, update };
}

test("a change is a letter of a text of its editor's own, and needs none of the others'", () => {
  const { clientId, updates } = prepareChanges(12);
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  expect(doc.getText(`editor-${clientId}`).toJSON()).toBe("abcdefghijab");
  expect(stretchesIn(updates[7] ?? new Uint8Array())).toEqual([{ clientId, from: 7, length: 1 }]);
});

test("what came to both others is delivered twice, whether alone or put together with others' changes", () => {
  const { tally, write, update } = room();
  for (const [editor, at] of [
    [0, 100],
    [0, 110],
    [1, 120],
  ] as const)
    write(editor, at);
  tally.receive(1, update(0, 0), 103);
  tally.receive(1, update(0, 1), 111);
  tally.receive(2, Y.mergeUpdates([update(0, 0), update(0, 1), update(1, 0)]), 125);
  expect(tally.isComplete()).toBe(false);
  tally.receive(0, update(1, 0), 121);
  expect(tally.isComplete()).toBe(true);
  expect(tally.count()).toMatchObject({ written: 3, delivered: 6, lost: 0, doubled: 0, messages: 4, worst: 25 });
});

test("what one of them lacks is lost, what came twice doubled, and an author's own change is neither", () => {
  const { tally, write, update } = room();
  write(0, 100);
  write(0, 100);
  for (const number of [0, 0, 1]) tally.receive(1, update(0, number), 101);
  // Nothing is between these two: the gap is not taken for delivered.
  tally.receive(2, Y.mergeUpdates([update(0, 0), update(0, 2)]), 101);
  tally.receive(0, update(0, 0), 101);
  expect(tally.count()).toMatchObject({ written: 2, delivered: 3, lost: 1, doubled: 1 });
  write(0, 200);
  expect(tally.count()).toMatchObject({ written: 1, delivered: 0, lost: 2 });
});
