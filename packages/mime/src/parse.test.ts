import { expect, test } from "vitest";
import { parseMessage } from "./parse.ts";
import type { Part } from "./part.ts";
import { bareForward, digest, encodedForward, forwarded, mail, newsletter } from "./samples.ts";
import { partText } from "./section.ts";

function outline(part: Part): string {
  const inside = part.message ? [part.message] : part.children;
  return part.mediaType + (inside.length > 0 ? `(${inside.map(outline).join(" ")})` : "");
}

/** The least of three: what else the machine does only ever adds. */
function milliseconds(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

test.each([
  [forwarded, "multipart/mixed(text/plain message/rfc822(multipart/alternative(text/plain text/html)))"],
  [bareForward, "message/rfc822(message/rfc822(text/plain))"],
  [digest, "multipart/digest(message/rfc822(text/plain) message/rfc822(text/plain))"],
  [
    newsletter,
    "multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png)) application/pdf)",
  ],
  [encodedForward, "multipart/mixed(message/rfc822(text/plain))"],
])("nested parts are found (%#)", (raw, expected) => {
  expect(outline(parseMessage(raw))).toBe(expected);
});

test("offsets, sizes and lines leave out the line break that belongs to the delimiter", () => {
  const [text, message] = parseMessage(forwarded).children;
  expect(forwarded.subarray(text?.headerStart, text?.bodyStart).toString()).toBe(
    "Content-Type: text/plain; charset=us-ascii\r\nX-Note: first\r\n\r\n",
  );
  expect(forwarded.subarray(text?.bodyStart, text?.bodyEnd).toString()).toBe("hello\r\n");
  expect([text?.sizeBytes, text?.lines]).toEqual([7, 1]);
  expect(forwarded.subarray(message?.bodyStart, message?.bodyEnd).toString()).toMatch(/^From: sub[^]*inner epilogue$/);
  expect(message?.lines).toBe(13);
});

test("the same tree comes out of bare LF line breaks", () => {
  const unix = Buffer.from(forwarded.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
  expect(outline(parseMessage(unix))).toBe(outline(parseMessage(forwarded)));
  expect(
    unix.subarray(parseMessage(unix).children[0]?.bodyStart, parseMessage(unix).children[0]?.bodyEnd).toString(),
  ).toBe("hello\n");
});

test("an encoded message is parsed from a decoded copy of its own", () => {
  const inner = parseMessage(encodedForward).children[0]?.message;
  expect(inner?.source).toBeInstanceOf(Buffer);
  expect(inner && partText(encodedForward, inner)).toBe("in base64\r\n");
});

test.each([
  ["text/plain", ["Content-Type: text/plain"], "text/plain"],
  ["no type at all", ["X: y"], "text/plain"],
  ["a type without a subtype", ["Content-Type: text"], "text/plain"],
  ["no semicolon before the parameter", ["Content-Type: application/pdf", '    NAME="bad.pdf"'], "application/pdf"],
  ["an encoded-word", ["Content-Type: =?utf-8?Q?text/html?="], "text/html"],
  ["capitals", ["CONTENT-TYPE: Text/HTML"], "text/html"],
  ["space before the colon", ["Content-Type : text/html"], "text/html"],
  ["a field without a colon before it", ["X: y", "garbage here", "Content-Type: text/html"], "text/html"],
  ["an mbox separator", ["From ann@example.org  Fri Feb 22 17:06:23 2008", "Content-Type: text/html"], "text/html"],
  ["a multipart without a boundary", ["Content-Type: multipart/mixed"], "multipart/mixed"],
])("the media type of %s", (_name, header, expected) => {
  const part = parseMessage(mail([...header, "", "body"]));
  expect(part.mediaType).toBe(expected);
  expect(part.children).toEqual([]);
});

test("text without any header is all body", () => {
  const raw = mail(["hello there", "Note: this is text"]);
  expect(partText(raw, parseMessage(raw))).toBe(raw.toString());
});

test.each([
  ["a delimiter that is a prefix of another", "b", "bb"],
  ["the same boundary inside and outside", "b", "b"],
  ["a boundary with brackets, colons and spaces", "=_(a:b) c", "x"],
])("boundaries: %s", (_name, outer, inner) => {
  const raw = mail([
    `Content-Type: multipart/mixed; boundary="${outer}"`,
    "",
    `--${outer}`,
    `Content-Type: multipart/alternative; boundary="${inner}"`,
    "",
    `--${inner}`,
    "",
    "one",
    `--${inner}--`,
    `--${outer}`,
    "",
    "two",
    `--${outer}--`,
  ]);
  const root = parseMessage(raw);
  expect(root.children[0]?.children.map((child) => partText(raw, child))).toEqual(["one"]);
  expect(root.children.slice(1).map((child) => partText(raw, child))).toEqual(["two"]);
});

test("a delimiter that is written twice begins one part", () => {
  const raw = mail([
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "--b",
    "",
    "one",
    "--b",
    "--b",
    "--b",
    "",
    "two",
    "--b--",
  ]);
  expect(parseMessage(raw).children.map((child) => partText(raw, child))).toEqual(["one", "two"]);
});

test("an unclosed inner multipart ends where the outer one goes on", () => {
  const raw = mail([
    "Content-Type: multipart/mixed; boundary=o",
    "",
    "--o",
    "Content-Type: multipart/mixed; boundary=i",
    "",
    "--i",
    "",
    "one",
    "--o",
    "",
    "two",
  ]);
  expect(outline(parseMessage(raw))).toBe("multipart/mixed(multipart/mixed(text/plain) text/plain)");
});

test("10,000 levels of multiparts or messages end at the limit, fast", () => {
  let multiparts = "";
  for (let i = 0; i < 10_000; i++) multiparts += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
  for (const text of [multiparts, "Content-Type: message/rfc822\r\n\r\n".repeat(10_000)]) {
    const raw = Buffer.from(`${text}\r\nbottom\r\n`);
    let root: Part | undefined;
    expect(milliseconds(() => (root = parseMessage(raw)))).toBeLessThan(200);
    let depth = 0;
    for (let part = root; part; part = part.message ?? part.children[0]) {
      depth++;
      expect(part.isOpaque).toBe(depth === 101);
      if (part.isOpaque) expect(part.bodyEnd).toBe(raw.length);
    }
    expect(depth).toBe(101);
  }
});

test("past the limit of parts the rest of a multipart is one leaf", () => {
  let text = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (let i = 0; i < 3_000; i++) text += `--b\r\n\r\npart ${i}\r\n`;
  const raw = Buffer.from(`${text}--b--\r\n`);
  expect(parseMessage(raw).children).toHaveLength(3_000);
  const bounded = parseMessage(raw, { parts: 1_000 });
  expect(bounded.children).toHaveLength(1_000);
  const last = bounded.children.at(-1);
  expect(last?.isOpaque).toBe(true);
  expect(raw.subarray(last?.bodyStart, last?.bodyEnd).toString()).toMatch(/^\r\npart 999\r\n[^]*part 2999$/);
});

test("fields past the limits are not recorded, the body is found all the same", () => {
  const raw = Buffer.from(`${"X-A: b\r\n".repeat(5_000)}Subject: late\r\n\r\nbody`);
  const part = parseMessage(raw);
  expect(part.headers).toHaveLength(2_000);
  expect(raw.subarray(part.bodyStart).toString()).toBe("body");
  expect(parseMessage(raw, { headerBytes: 80 }).headers).toHaveLength(10);
});

test.each([
  "--\n",
  "\n",
  "--b\n",
  " ",
  "a:",
  "\r",
  "--b--\r\n",
  "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
])("eight times the input of %j takes about eight times as long", (piece) => {
  const start = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
  const small = Buffer.from(start + piece.repeat(20_000));
  const large = Buffer.from(start + piece.repeat(160_000));
  parseMessage(small);
  const unit = Math.max(
    2,
    milliseconds(() => parseMessage(small)),
  );
  expect(milliseconds(() => parseMessage(large))).toBeLessThan(unit * 40);
});

test("without an epilogue the line break after an inner close delimiter is the outer delimiter's", () => {
  const raw = mail([
    "Content-Type: multipart/mixed; boundary=o",
    "",
    "--o",
    "Content-Type: multipart/mixed; boundary=i",
    "",
    "--i",
    "",
    "x",
    "--i--",
    "--o--",
  ]);
  const inner = parseMessage(raw).children[0];
  expect(raw.subarray(inner?.bodyStart, inner?.bodyEnd).toString()).toBe("--i\r\n\r\nx\r\n--i--");
  expect(inner?.lines).toBe(3);
});

test("a UTF-8 mark before the first field is no part of its name", () => {
  const raw = Buffer.from("\ufeffSubject: a\r\nTo: b\r\n\r\nc");
  const part = parseMessage(raw);
  expect(part.headers.map(({ key, start, end }) => [key, start, end])).toEqual([
    ["subject", 0, 15],
    ["to", 15, 22],
  ]);
  expect([part.text("subject"), part.headerStart, part.bodyStart]).toEqual(["a", 0, 24]);
});

test("a disposition that says nothing is none", () => {
  expect(parseMessage(Buffer.from("Content-Disposition: ;\r\n\r\n")).disposition).toBeNull();
  expect(parseMessage(Buffer.from("Content-Disposition: ; filename=a\r\n\r\n")).disposition?.type).toBe("attachment");
});
