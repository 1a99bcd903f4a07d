import { expect, test } from "vitest";
import type { FlagRow } from "./backend.ts";
import { MailboxView } from "./mailbox-view.ts";
import { toUid } from "./types.ts";

function viewOf(uids: number[]): MailboxView {
  return new MailboxView("Box", {
    mailboxId: "m",
    uidValidity: 1,
    uidNext: (uids.at(-1) ?? 0) + 1,
    highestModseq: 1,
    isReadOnly: false,
    messages: {
      uids: Uint32Array.from(uids),
      flags: new Uint8Array(uids.length),
      modseqs: new Float64Array(uids.length).fill(1),
      keywords: new Map(),
    },
  });
}

function row(uid: number, modseq: number, flags = 0): FlagRow {
  return { uid: toUid(uid), flags, keywords: [], modseq };
}

function uidsOf(view: MailboxView): number[] {
  return Array.from({ length: view.count }, (_, index) => view.uidAt(index));
}

test("expunges are numbered one after the other", () => {
  const view = viewOf([10, 20, 30, 40, 50]);
  expect(view.remove([50, 10, 30, 99].map(toUid))).toEqual([1, 2, 3]);
  expect(uidsOf(view)).toEqual([20, 40]);
  expect(view.toldCount).toBe(2);
});

test("what vanished keeps its number until it is told", () => {
  const view = viewOf([1, 2, 3]);
  view.take({ changed: [row(4, 5)], vanished: [toUid(2)], highestModseq: 5, uidNext: 5 }, { tellsModseq: false });
  expect(uidsOf(view)).toEqual([1, 2, 3, 4]);
  expect([...view.vanished]).toEqual([2]);
  expect(view.toldCount).toBe(3);
});

test("the echo of an own change is not told again, a real change is", () => {
  const view = viewOf([1, 2]);
  view.takeOwn([row(1, 7, 1)]);
  const changes = { changed: [row(1, 7, 1), row(2, 8, 4)], vanished: [], highestModseq: 8, uidNext: 3 };
  view.take(changes, { tellsModseq: true });
  expect([...view.changed]).toEqual([2]);
});

/** A small generator, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test.each([1, 2, 3, 4, 5])("a client that follows EXISTS and EXPUNGE has the same messages (seed %i)", (seed) => {
  const next = random(seed);
  const view = viewOf([1, 2, 3]);
  const client = [1, 2, 3];
  let real = [1, 2, 3];
  let uidNext = 4;
  for (let step = 2; step < 400; step++) {
    const vanished = real.filter(() => next(6) === 0);
    const added = Array.from({ length: next(4) }, () => uidNext++);
    real = [...real.filter((uid) => !vanished.includes(uid)), ...added];
    const changed = added.map((uid) => row(uid, step));
    view.take({ changed, vanished: vanished.map(toUid), highestModseq: step, uidNext }, { tellsModseq: false });
    client.push(...added);
    expect(view.count).toBe(client.length);
    if (next(2) === 0) for (const number of view.remove(view.vanished)) client.splice(number - 1, 1);
    expect(uidsOf(view)).toEqual(client);
  }
  for (const number of view.remove(view.vanished)) client.splice(number - 1, 1);
  expect(client).toEqual(real);
});
