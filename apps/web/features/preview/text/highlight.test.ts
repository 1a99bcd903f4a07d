// @vitest-environment jsdom
import { expect, test } from "vitest";
import { decodeText } from "./decode.ts";
import { tokensOf } from "./highlight.ts";

test("code comes in lines, each word with what it means, and markup in it stays text", async () => {
  const lines = await tokensOf('const a = "<img src=x onerror=alert(1)>";\n// done', "javascript");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContainEqual({ text: "const", scope: "keyword" });
  expect(lines[0]?.map(({ text }) => text).join("")).toBe('const a = "<img src=x onerror=alert(1)>";');
  expect(lines[1]).toEqual([{ text: "// done", scope: "comment" }]);
});

test("blank lines at the beginning stay, so that words keep their places", async () => {
  const lines = await tokensOf("\n  let a;", "javascript");
  expect(lines.map((line) => line.map(({ text }) => text).join(""))).toEqual(["", "  let a;"]);
});

test("a language that nobody knows is plain", async () => {
  expect(await tokensOf("a\nb", "nothing")).toEqual([[{ text: "a", scope: "" }], [{ text: "b", scope: "" }]]);
});

test("bytes are read as what they are, also when they end within a letter", () => {
  expect(decodeText(new TextEncoder().encode("Süd 日"))).toBe("Süd 日");
  expect(decodeText(new TextEncoder().encode("Süd 日").subarray(0, 7))).toBe("Süd ");
  expect(decodeText(new Uint8Array([0x53, 0xfc, 0x64]))).toBe("Süd");
  expect(decodeText(new Uint8Array([0xff, 0xfe, 0x53, 0, 0xfc, 0]))).toBe("Sü");
});
