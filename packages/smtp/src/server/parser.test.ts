import { text } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Parser } from "./parser.ts";

/** Feeds data in the given pieces: what was read as the message, and which commands came behind it. */
async function parse(pieces: readonly string[]) {
  const parser = new Parser();
  const commands: string[] = [];
  parser.oncommand = (command, next) => {
    commands.push(command.toString("latin1"));
    next?.();
  };
  const stream = parser.startDataMode();
  const message = text(stream.setEncoding("latin1"));
  for (const piece of pieces)
    await new Promise<void>((resolve) => {
      // The write that holds the end is answered only after `continue`, as in a connection.
      parser.write(Buffer.from(piece, "latin1"), () => resolve());
      if (stream.writableEnded) resolve();
    });
  if (!stream.writableEnded) {
    stream.end();
    return { message: await message, hasEnded: false, commands };
  }
  const found = await message;
  parser.continue();
  await new Promise((resolve) => setImmediate(resolve));
  return { message: found, hasEnded: true, commands };
}

/** RFC 5321 §4.5.2, written for the reader and not for speed. */
function reference(data: string): { message: string; rest: string } | null {
  const end = `\r\n${data}`.indexOf("\r\n.\r\n");
  if (end === -1) return null;
  const message = `\r\n${data}`.slice(0, end).concat("\r\n").replaceAll("\r\n.", "\r\n").slice(2);
  return { message, rest: data.slice(end + 3) };
}

test.each([
  [[".\r\n"], ""],
  [["a\r\n.\r\n"], "a\r\n"],
  [["..\r\n.\r\n"], ".\r\n"],
  [[".", "\r", "\n"], ""],
  [["..", "\r\n.\r\n"], ".\r\n"],
  [["a\r\n", ".", "\r\n"], "a\r\n"],
  [["a\r", "\n.", "\r", "\n"], "a\r\n"],
  [[".a\r\n.b\r\n.\r\n"], "a\r\nb\r\n"],
  [["\r\n.\r\n"], "\r\n"],
])("%j is the message %j", async (pieces, message) => {
  expect(await parse(pieces)).toEqual({ message, hasEnded: true, commands: [] });
});

test.each([["\n.\r\n"], ["\r\n.\n"], ["\n.\n"], ["\r.\r"], ["\r\n.\r"], ["\r\n\0.\r\n"], ["\r\r\n.\r"], ["a.\r\n"]])(
  "%j ends nothing",
  async (data) => {
    expect((await parse([`text${data}`])).hasEnded).toBe(false);
    expect((await parse(`text${data}`.split(""))).hasEnded).toBe(false);
  },
);

test("however the network cuts it, a message is what RFC 5321 says it is, and commands behind it are commands", async () => {
  const octets = fc.array(fc.constantFrom("\r\n", "\r", "\n", ".", "a", "\r\n.", "\r\n.\r\n", "\0"), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(octets, fc.array(fc.nat(8), { minLength: 1, maxLength: 8 }), async (parts, cuts) => {
      const expected = reference(`${parts.join("")}\r\n.\r\n`);
      const data = `${parts.join("")}\r\n.\r\n`.slice(0, -(expected?.rest.length ?? 0) || undefined);
      const pieces: string[] = [];
      for (let from = 0, i = 0; from < data.length; i++) {
        const to = from + 1 + (cuts[i % cuts.length] ?? 0);
        pieces.push(data.slice(from, to));
        from = to;
      }
      const { message, hasEnded } = await parse(pieces);
      expect({ message, hasEnded }).toEqual({ message: expected?.message, hasEnded: true });
    }),
    { numRuns: 300 },
  );
  expect(await parse(["a\r\n.\r\nNOOP\r\nQUIT\r\n"])).toMatchObject({ message: "a\r\n", commands: ["NOOP", "QUIT"] });
});

test("a message of nothing but dots costs no more than another", async () => {
  const started = performance.now();
  const { message } = await parse([`${"..\r\n".repeat(1_000_000)}.\r\n`]);
  expect(message.length).toBe(3_000_000);
  expect(performance.now() - started).toBeLessThan(3000);
});
