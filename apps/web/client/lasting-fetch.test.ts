import { expect, test } from "vitest";
import { lastingFetch } from "./lasting-fetch.ts";

/** A network that answers when it is told to. */
function network() {
  const asked: boolean[] = [];
  const answers: (() => void)[] = [];
  const ask = (_url: string, init: RequestInit) => {
    asked.push(init.keepalive === true);
    return new Promise<Response>((resolve) => answers.push(() => resolve(new Response("{}"))));
  };
  return { asked, answers, ask };
}

const post = (length: number): RequestInit => ({ method: "POST", body: "a".repeat(length) });

test("changes outlive their page, questions and what is too long do not", async () => {
  const { asked, answers, ask } = network();
  const all = [
    lastingFetch("/trpc/a", post(100), ask),
    lastingFetch("/trpc/b", { method: "GET" }, ask),
    lastingFetch("/trpc/c", post(40_000), ask),
  ];
  expect(asked).toEqual([true, false, false]);
  for (const answer of answers) answer();
  await Promise.all(all);
});

test("what is under way together stays below what browsers allow, and makes room when it is answered", async () => {
  const { asked, answers, ask } = network();
  const all = [1, 2, 3, 4].map(() => lastingFetch("/trpc/a", post(5000), ask));
  expect(asked).toEqual([true, true, true, false]);
  for (const answer of answers) answer();
  await Promise.all(all);
  const later = lastingFetch("/trpc/a", post(5000), ask);
  expect(asked.at(-1)).toBe(true);
  answers.at(-1)?.();
  await later;
});
