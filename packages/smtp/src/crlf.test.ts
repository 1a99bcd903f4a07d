import fc from "fast-check";
import { expect, test } from "vitest";
import { withCrlf } from "./crlf.ts";

test.each([
  ["", ""],
  ["a\r\n", "a\r\n"],
  ["\n", "\r\n"],
  ["\r", "\r\n"],
  ["a\nb\rc\r\n", "a\r\nb\r\nc\r\n"],
  ["\r\r\n\n", "\r\n\r\n\r\n"],
  ["\n\r", "\r\n\r\n"],
])("%j is made %j", (raw, whole) => expect(withCrlf(Buffer.from(raw)).toString()).toBe(whole));

test("nothing bare is left of any text, and what is whole stays the same buffer", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("\r", "\n", "\r\n", "a", "\0")), (parts) => {
      const whole = withCrlf(Buffer.from(parts.join("")));
      expect(whole.toString()).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
      expect(withCrlf(whole)).toBe(whole);
    }),
  );
});
