import { expect, test } from "vitest";
import { decodeTransfer } from "./transfer.ts";

const decode = (text: string, encoding: string): string =>
  decodeTransfer(Buffer.from(text, "latin1"), encoding).toString("latin1");

test.each([
  ["aGVsbG8=", "hello"],
  ["aGVsbG8", "hello"],
  ["  aGVs    \r\n bG8g  \r\n   d29y \t \r\n    bGQ= \r\n", "hello world"],
  ["aGV*sbG8=!", "hello"],
  ["aGVsbG8=\r\n_____\r\nlist footer", "hello"],
  ["aGVsbG8=\r\nIHdvcmxk", "hello world"],
  ["aGVsbG8= ignored", "hello"],
  ["aGVs_-bG8=", "hello"],
  ["====", ""],
  ["", ""],
  ["a", ""],
])("base64 %j", (text, expected) => {
  expect(decode(text, "base64")).toBe(expected);
});

test.each([
  ["a=C3=A4b", "a\xc3\xa4b"],
  ["lower =c3=a4", "lower \xc3\xa4"],
  ["soft=\r\nbreak", "softbreak"],
  ["soft= \t\r\nbreak", "softbreak"],
  ["bare=\nlf", "barelf"],
  ["trailing  \r\nblank\t \r\n", "trailing\r\nblank\r\n"],
  ["kept=20 \r\nx", "kept \r\nx"],
  ["stray = sign and =G1 and =", "stray = sign and =G1 and "],
  ["a=  b", "a=  b"],
  ["8bit \xe4", "8bit \xe4"],
  ["end=", "end"],
])("quoted-printable %j", (text, expected) => {
  expect(decode(text, "quoted-printable")).toBe(expected);
});

test("uuencode and unknown encodings", () => {
  expect(decode("begin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\n", "x-uuencode")).toBe("hello");
  expect(decode("aGVsbG8=", "x-unknown")).toBe("aGVsbG8=");
  expect(decode("aGVsbG8=", "7bit")).toBe("aGVsbG8=");
});
