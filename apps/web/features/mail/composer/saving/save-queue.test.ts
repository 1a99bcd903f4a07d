import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyContent } from "../content.ts";
import { SaveQueue, type SaveQueueInput, type SaveState } from "./save-queue.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Saved = Parameters<SaveQueueInput["save"]>[0];

function begin(answer: (input: Saved) => Promise<string>, draftId?: string) {
  const saves: Saved[] = [];
  const kept: (string | null)[] = [];
  let versions = 0;
  const states: SaveState["kind"][] = [];
  let content = emptyContent;
  const queue = new SaveQueue({
    draftId,
    version: draftId && "v0",
    initial: emptyContent,
    read: () => content,
    save: async (input) => {
      saves.push(input);
      return { draftId: await answer(input), version: `v${++versions}`, savedAt: "2026-11-25T10:42:00Z" };
    },
    conflictOf: (error) => (error === "gone" || error === "changed" ? error : null),
    keep: (unsaved) => kept.push(unsaved && unsaved.content.subject),
    onState: (state) => states.push(state.kind),
  });
  const write = (subject: string) => {
    content = { ...content, subject };
    queue.touch();
  };
  return { queue, saves, states, kept, write };
}

test("a pause saves once, with all that was written, and later saves go to the same draft", async () => {
  const { saves, states, write } = begin(async () => "d1");
  write("H");
  await vi.advanceTimersByTimeAsync(500);
  write("Hello");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saves.map(({ draftId, content }) => [draftId, content.subject])).toEqual([[undefined, "Hello"]]);
  expect(states.at(-1)).toBe("saved");
  write("Hello again");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saves.at(-1)).toMatchObject({ draftId: "d1", content: { subject: "Hello again" } });
});

test("nothing is saved where nothing changed, also when it was changed back", async () => {
  const { saves, states, write } = begin(async () => "d1");
  write("H");
  write("");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(saves).toEqual([]);
  expect(states.at(-1)).toBe("unchanged");
});

test("somebody who never pauses is saved too", async () => {
  const { saves, write } = begin(async () => "d1");
  for (let at = 0; at < 40; at++) {
    write(`word ${at}`);
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(saves.length).toBeGreaterThanOrEqual(1);
});

test("one save at a time: what is written meanwhile follows", async () => {
  let finish = () => {};
  const { saves, write } = begin(() => new Promise((resolve) => (finish = () => resolve("d1"))));
  write("one");
  await vi.advanceTimersByTimeAsync(2_000);
  write("two");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(saves).toHaveLength(1);
  finish();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saves.map(({ content }) => content.subject)).toEqual(["one", "two"]);
});

test("a save that failed is said and tried again", async () => {
  let isAway = true;
  const { saves, states, write } = begin(async () => {
    if (isAway) throw new Error("away");
    return "d1";
  });
  write("one");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(states.at(-1)).toBe("failed");
  isAway = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(saves).toHaveLength(2);
  expect(states.at(-1)).toBe("saved");
});

test("each save names the version that the one before made", async () => {
  const { saves, write } = begin(async () => "d1", "d1");
  for (const text of ["one", "two"]) {
    write(text);
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(saves.map(({ version }) => version)).toEqual(["v0", "v1"]);
});

test.each(["gone", "changed"] as const)(
  "a draft that is %s elsewhere is not saved over; what is written here stays here until it becomes a copy",
  async (reason) => {
    const { queue, saves, states, kept, write } = begin(async ({ draftId }) => {
      if (draftId === "d0") throw reason;
      return "d1";
    }, "d0");
    write("mine");
    await vi.advanceTimersByTimeAsync(2_000);
    write("mine still");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saves).toHaveLength(1);
    expect(states.at(-1)).toBe("conflict");
    expect(kept.at(-1)).toBe("mine still");
    await queue.saveAsCopy();
    expect(saves.at(-1)).toMatchObject({ content: { subject: "mine still" } });
    expect([saves.at(-1)?.draftId, saves.at(-1)?.version]).toEqual([undefined, undefined]);
    expect(queue.draftId).toBe("d1");
    expect(kept.at(-1)).toBeNull();
  },
);

test("what is not saved is kept on the device within a moment, and let go of once it is saved", async () => {
  const { kept, write } = begin(async () => "d1");
  write("H");
  await vi.advanceTimersByTimeAsync(400);
  expect(kept).toEqual(["H"]);
  await vi.advanceTimersByTimeAsync(2_000);
  // Once more before the save goes, with its name.
  expect(kept).toEqual(["H", "H", null]);
});

test("a message that was sent is let go of, whatever was written last", async () => {
  const { queue, saves, kept, write } = begin(async () => "d1");
  write("H");
  await queue.stop();
  queue.end();
  await vi.advanceTimersByTimeAsync(20_000);
  expect([saves, kept]).toEqual([[], [null]]);
});

test("stopping waits for the save under way and lets no other begin", async () => {
  let finish = () => {};
  const { queue, saves, write } = begin(() => new Promise((resolve) => (finish = () => resolve("d1"))));
  write("one");
  await vi.advanceTimersByTimeAsync(2_000);
  write("two");
  const stopped = queue.stop();
  finish();
  await stopped;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(saves).toHaveLength(1);
  expect(queue.draftId).toBe("d1");
  queue.resume();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saves).toHaveLength(2);
});

test("a save whose answer is lost is named with the next one, until one is answered, also to the device", async () => {
  let isLost = true;
  const { queue, saves, write } = begin(() =>
    isLost ? Promise.reject(new Error("the line broke")) : Promise.resolve("d1"),
  );
  write("one");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saves[0]?.tried).toBeUndefined();
  expect(queue.isUnsure).toBe(true);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(saves[1]?.tried).toEqual([saves[0]?.saveId]);
  isLost = false;
  await vi.advanceTimersByTimeAsync(9_000);
  expect(saves[2]?.tried).toEqual([saves[0]?.saveId, saves[1]?.saveId]);
  expect(new Set(saves.map((save) => save.saveId)).size).toBe(3);
  expect(queue.isUnsure).toBe(false);
  write("two");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saves[3]).toMatchObject({ draftId: "d1", version: "v1" });
  expect(saves[3]?.tried).toBeUndefined();
});
