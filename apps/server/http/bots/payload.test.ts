import { expect, test } from "vitest";
import { readPayload } from "./payload.ts";

const read = (type: string | undefined, body: string | Buffer) => readPayload(type, Buffer.from(body));

test("JSON, Slack's form, a plain form and plain text say the same", () => {
  const said = { text: "Grüße *all*", username: "Nightly" };
  const json = JSON.stringify({ ...said, icon_emoji: ":x:" });
  expect(read("application/json; charset=utf-8", json)).toEqual(said);
  expect(read(undefined, json)).toEqual(said);
  const form = "application/x-www-form-urlencoded";
  expect(read(form, new URLSearchParams({ payload: json }).toString())).toEqual(said);
  expect(read(form, new URLSearchParams(said).toString())).toEqual(said);
  // As `curl -d` sends it.
  expect(read(form, json)).toEqual(said);
  expect(read("text/plain", "a=b&c")).toEqual({ text: "a=b&c", username: null });
  expect(read("application/json", '{"text":""}')).toEqual({ text: "", username: null });
});

test.each([
  ["application/json", "{", "hook-body-broken"],
  ["application/json", "null", "hook-body-broken"],
  ["application/json", '["text"]', "hook-body-broken"],
  ["application/json", "{}", "hook-text-missing"],
  ["application/json", '{"text":{"toString":1}}', "hook-text-missing"],
  ["application/json", '{"__proto__":{"text":1}}', "hook-text-missing"],
  ["application/json", '{"text":"a","username":7}', "bot-name-long"],
  ["application/json", `{"text":"a","username":"${"a".repeat(2000)}"}`, "bot-name-long"],
  ["application/x-www-form-urlencoded", "payload=%7B", "hook-body-broken"],
  ["application/x-www-form-urlencoded", "a=b", "hook-text-missing"],
  ["multipart/form-data", "a", "hook-body-type"],
  ["text/plain", Buffer.from([0xff, 0xfe, 0x00]), "hook-body-broken"],
])("%s %s is refused", (type, body, reason) => {
  expect(() => read(type, body)).toThrow(reason);
});

/** mulberry32: the same bytes at each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test("whatever comes is read or refused, never a fault", () => {
  const next = random(20261127);
  const seeds = [
    '{"text":"a","username":"b"}',
    "payload=%7B%22text%22%3A%22a%22%7D",
    "text=a&username=%ff",
    "\u{1F680}",
  ];
  const types = ["application/json", "application/x-www-form-urlencoded", "text/plain", undefined, ";;", "a/b"];
  for (let round = 0; round < 5000; round++) {
    const body = Buffer.from(seeds[round % seeds.length] ?? "");
    for (let hits = 0; hits < 1 + next() * 4; hits++) body[Math.floor(next() * body.length)] = Math.floor(next() * 256);
    try {
      const { text, username } = readPayload(
        types[round % types.length],
        body.subarray(0, Math.ceil(next() * body.length)),
      );
      expect([typeof text, username === null || typeof username === "string"]).toEqual(["string", true]);
    } catch (error) {
      expect(error).toMatchObject({ name: "Refusal" });
    }
  }
});
