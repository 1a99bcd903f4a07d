import { silentLogger } from "@carbyne/kernel";
import { textSchema, textUpdate } from "@carbyne/office/model";
import { expect, test } from "vitest";
import { askText } from "./ask-text.ts";

const ctx = { log: silentLogger };
const saying = (text: string) =>
  textUpdate(
    textSchema().nodeFromJSON({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] }),
  );

test("questions that come at once are each answered their own, and one that cannot be is refused alone", async () => {
  const words = Array.from({ length: 30 }, (_, i) => `words ${i}`);
  const asked = words.map((one) => askText(ctx, "read", { updates: [saying(one)] }));
  const broken = askText(ctx, "read", { updates: [Buffer.from("no update at all")] });
  const after = askText(ctx, "read", { updates: [saying("after")] });
  await expect(broken).rejects.toMatchObject({ kind: "too-large", reason: "document-unreadable" });
  const texts = (await Promise.all([...asked, after])).map(({ text }) => text);
  for (const [i, word] of [...words, "after"].entries()) expect(texts[i]).toContain(`"${word}"`);
});

test("more than are waited for are refused at once, and it goes on", async () => {
  const state = saying("one");
  const asked = Array.from({ length: 150 }, () => askText(ctx, "join", { updates: [state] }));
  const answers = await Promise.allSettled(asked);
  const refused = answers.filter((one) => one.status === "rejected");
  expect(refused).toHaveLength(50);
  expect(refused[0]).toMatchObject({ reason: { kind: "busy", reason: "document-busy" } });
  expect((await askText(ctx, "join", { updates: [state] })).length).toBe(state.length);
});
