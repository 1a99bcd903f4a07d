import { decodeBody, parseMessage, partAt } from "@carbyne/mime";
import { expect, test } from "vitest";
import { storable } from "./storable.ts";

const lines = (...text: string[]): Buffer => Buffer.from(text.join("\r\n"), "latin1");

test("mail without NUL stays the very same", () => {
  const raw = lines("Subject: x", "", "caf\xe9");
  expect(storable(raw)).toBe(raw);
});

test("binary parts become base64, their holders 8bit", () => {
  const body = "\0\x01\r\n\0".padEnd(100, "z");
  const raw = lines(
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Transfer-Encoding: binary",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "text",
    "--b",
    "Content-Type: application/octet-stream",
    "content-transfer-encoding: BINARY",
    "",
    body,
    "--b",
    "",
    `no header at all \0`,
    "--b--",
    "",
  );
  const kept = storable(raw);
  if (!kept) throw new Error("refused");
  const root = parseMessage(kept);
  expect(root.encoding).toBe("8bit");
  const part = partAt(root, "2");
  expect(part?.encoding).toBe("base64");
  expect(part && decodeBody(kept, part).toString("latin1")).toBe(body);
  const last = partAt(root, "3");
  expect(last && decodeBody(kept, last).toString("latin1")).toBe("no header at all \0");
  expect(kept.toString("latin1")).toContain("\r\n--b\r\nContent-Type: text/plain\r\n\r\ntext\r\n--b\r\n");
});

test.each([
  lines("Subject: \0", "", "x"),
  lines("Content-Transfer-Encoding: base64", "", "AAA\0"),
  lines("Content-Type: multipart/mixed; boundary=b", "", "preamble \0", "--b", "", "x", "--b--"),
])("NUL where no encoding reaches is refused (%#)", (raw) => expect(storable(raw)).toBeNull());
