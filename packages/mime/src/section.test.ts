import { expect, test } from "vitest";
import { parseMessage } from "./parse.ts";
import { bareForward, digest, encodedForward, forwarded, mail, newsletter } from "./samples.ts";
import { decodeBody, partAt, readSection, type Section } from "./section.ts";

/** `1.2.HEADER.FIELDS (a b)` as a Section. */
function section(text: string): Section {
  const [spec = "", list] = text.split(" (");
  const words = spec.split(".").filter((word) => word !== "");
  const path = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const rest = words
    .filter((word) => !/^\d+$/.test(word))
    .join(".")
    .toLowerCase();
  const kind = (rest || "full") as Section["kind"];
  return list === undefined ? { path, kind } : { path, kind, fields: list.replace(")", "").split(" ") };
}

function read(raw: Buffer, spec: string): string | null {
  return readSection(raw, parseMessage(raw), section(spec))?.toString() ?? null;
}

const innerHeader =
  "From: sub@example.org\r\nSubject: inner\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n";

test.each([
  ["1", "hello\r\n"],
  ["1.MIME", "Content-Type: text/plain; charset=us-ascii\r\nX-Note: first\r\n\r\n"],
  ["2.MIME", "Content-Type: message/rfc822\r\n\r\n"],
  ["2.HEADER", innerHeader],
  ["2.HEADER.FIELDS (SUBJECT x-none)", "Subject: inner\r\n\r\n"],
  [
    "2.HEADER.FIELDS.NOT (subject)",
    "From: sub@example.org\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n",
  ],
  ["2.1", "inner text"],
  ["2.2", "<p>inner html</p>"],
  ["2.2.MIME", "Content-Type: text/html\r\n\r\n"],
  ["HEADER.FIELDS (subject date subject)", "Date: Mon, 24 Nov 2025 10:00:00 +0000\r\nSubject: forwarded\r\n\r\n"],
  ["HEADER.FIELDS (x-none)", "\r\n"],
  ["3", null],
  ["1.1", null],
  ["1.HEADER", null],
  ["1.TEXT", null],
  ["2.3", null],
  ["MIME", null],
])("BODY[%s] of a multipart with a message inside", (spec, expected) => {
  expect(read(forwarded, spec)).toBe(expected);
});

test("BODY[], HEADER and TEXT are the octets themselves, without a copy", () => {
  const root = parseMessage(forwarded);
  const full = readSection(forwarded, root, section(""));
  expect(full?.equals(forwarded)).toBe(true);
  expect(full?.buffer).toBe(forwarded.buffer);
  const joined = `${read(forwarded, "HEADER")}${read(forwarded, "TEXT")}`;
  expect(joined).toBe(forwarded.toString());
  expect(`${read(forwarded, "2.HEADER")}${read(forwarded, "2.TEXT")}`).toBe(read(forwarded, "2"));
});

test.each([
  [
    "1",
    "From: one@example.org\r\nContent-Type: message/rfc822\r\n\r\nFrom: two@example.org\r\nSubject: innermost\r\n\r\ncore\r\n",
  ],
  ["1.HEADER", "From: one@example.org\r\nContent-Type: message/rfc822\r\n\r\n"],
  ["1.1", "From: two@example.org\r\nSubject: innermost\r\n\r\ncore\r\n"],
  ["1.1.HEADER", "From: two@example.org\r\nSubject: innermost\r\n\r\n"],
  ["1.1.TEXT", "core\r\n"],
  ["1.1.1", "core\r\n"],
  ["1.1.1.1", null],
  ["1.2", null],
])("BODY[%s] of messages inside of messages", (spec, expected) => {
  expect(read(bareForward, spec)).toBe(expected);
});

test.each([
  ["1.MIME", "\r\n"],
  ["1.HEADER", "From: m1@example.org\r\nSubject: m1\r\n\r\n"],
  ["1.TEXT", "body 1"],
  ["2.MIME", "X-Mime: two\r\n\r\n"],
  ["2.1", "body 2"],
])("BODY[%s] of a digest, whose parts are messages by default", (spec, expected) => {
  expect(read(digest, spec)).toBe(expected);
});

test("part 1 of a simple message is its body", () => {
  const raw = mail(["Subject: s", "", "text"]);
  expect(read(raw, "1")).toBe("text\r\n");
  expect(read(raw, "1.MIME")).toBe("Subject: s\r\n\r\n");
  expect(read(raw, "2")).toBeNull();
});

test("a header without blank line and body gets none", () => {
  const raw = Buffer.from("Subject: s\r\nFrom: a@b\r\n");
  expect(read(raw, "HEADER")).toBe(raw.toString());
  expect(read(raw, "HEADER.FIELDS (subject)")).toBe("Subject: s\r\n");
  expect(read(raw, "TEXT")).toBe("");
});

test("sections of an encoded message are read from the decoded copy, the part itself as sent", () => {
  expect(read(encodedForward, "1.HEADER.FIELDS (subject)")).toBe("Subject: hidden\r\n\r\n");
  expect(read(encodedForward, "1.1")).toBe("in base64\r\n");
  expect(read(encodedForward, "1")).toMatch(/^[A-Za-z0-9+/=]+$/);
  const part = partAt(parseMessage(encodedForward), "1");
  expect(part && decodeBody(encodedForward, part).toString()).toMatch(/^Subject: hidden/);
});

test("paths of attachments find their parts", () => {
  const root = parseMessage(newsletter);
  expect(partAt(root, "1.2.2")?.mediaType).toBe("image/png");
  expect(partAt(root, [2])?.mediaType).toBe("application/pdf");
  for (const path of ["0", "9", "1.9", "x", "", "1.2.2.1"]) expect(partAt(root, path)).toBeNull();
});
