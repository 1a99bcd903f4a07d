import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../bytes.ts";
import { scanMbox } from "./scan.ts";
import { quoteFrom, unquoteFrom } from "./unquote.ts";

async function read(text: string) {
  const found: string[] = [];
  for await (const { at, sizeBytes, isVerbatim } of scanMbox(bytesOf(Buffer.from(text, "latin1")))) {
    const raw = Buffer.from(text.slice(at, at + sizeBytes), "latin1");
    found.push((isVerbatim ? raw : unquoteFrom(raw)).toString("latin1"));
  }
  return found;
}

const from = "From ana@lindenau.example Wed Nov 25 10:00:00 2026\n";
const head = "Subject: a\n";

test.each([
  ["one", `${from}${head}\nx\n`, [`${head}\nx\n`]],
  ["two", `${from}${head}\nx\n\n${from}${head}\ny\n\n`, [`${head}\nx\n`, `${head}\ny\n`]],
  [
    "CRLF",
    `${from}${head}\nx\n\n${from}${head}\ny\n\n`.replaceAll("\n", "\r\n"),
    [`${head}\nx\n`, `${head}\ny\n`].map((m) => m.replaceAll("\n", "\r\n")),
  ],
  ["blank lines and a mark in front", `\xef\xbb\xbf\n\n${from}${head}\nx\n`, [`${head}\nx\n`]],
  [
    "a line that only begins like one",
    `${from}${head}\nx\n\nFrom here on we walk.\n`,
    [`${head}\nx\n\nFrom here on we walk.\n`],
  ],
  ["no blank line before", `${from}${head}\nx\n${from}y\n`, [`${head}\nx\n${from}y\n`]],
  ["quoted lines (mboxrd)", `${from}${head}\n>From a\n>>From b\n`, [`${head}\nFrom a\n>From b\n`]],
  [
    "a length that is right and no quotes (mboxcl2)",
    `${from}${head}Content-Length: ${from.length + 2}\n\nx\n${from}\n${from}${head}\ny\n`.replace(
      `x\n${from}`,
      `\n${from}x`,
    ),
    [`${head}Content-Length: ${from.length + 2}\n\n\n${from}x`, `${head}\ny\n`],
  ],
  [
    "a length that is wrong",
    `${from}${head}Content-Length: 9\n\nx\n\n${from}${head}\ny\n`,
    [`${head}Content-Length: 9\n\nx\n`, `${head}\ny\n`],
  ],
  ["empty messages", `${from}\n${from}\n`, ["", ""]],
  ["nothing", "", []],
  ["no end of line", `${from}${head}\nx`, [`${head}\nx`]],
])("%s", async (_name, text, expected) => expect(await read(text)).toEqual(expected));

test("what begins with something else is no mbox file", async () => {
  await expect(read("Subject: a\n\nx\n")).rejects.toThrow("message-broken");
});

test("separators are found wherever the pieces that are read end", async () => {
  for (const size of [524_270, 524_280, 524_285, 524_288, 524_290, 1_048_570, 1_048_576]) {
    const body = `${"x".repeat(76)}\n`.repeat(Math.ceil(size / 77)).slice(0, size);
    const texts = await read(`${from}${head}\n${body}\n\n${from}${head}\ny\n`);
    expect([size, texts.map((one) => one.length)]).toEqual([size, [head.length + 1 + size + 1, 14]]);
  }
});

test("quoting is taken back exactly, whatever the text is", () => {
  const line = fc.constantFrom("From a", ">From b", ">>From ", "From ", ">", "> From x", "text", "");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
      const raw = Buffer.from(lines.join(end));
      const quoted = quoteFrom(raw);
      expect(
        quoted
          .toString()
          .split(/\r?\n/)
          .some((one) => one.startsWith("From ")),
      ).toBe(false);
      expect(unquoteFrom(quoted).toString()).toBe(raw.toString());
    }),
  );
});
