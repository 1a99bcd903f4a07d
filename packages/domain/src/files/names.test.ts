import { expect, test } from "vitest";
import { mimeOf } from "./mime-of.ts";
import { mendName, nameKey, numberedName, readName } from "./names.ts";

test.each([
  ["plan.pdf", 2, "plan (2).pdf"],
  ["plan (2).pdf", 3, "plan (3).pdf"],
  ["backup.tar.gz", 2, "backup (2).tar.gz"],
  [".profile", 2, ".profile (2)"],
  ["Holiday", 12, "Holiday (12)"],
  ["v1.2 final draft of it all", 2, "v1.2 final draft of it all (2)"],
])("%s as number %i is %s", (name, number, wanted) => {
  expect(numberedName(name, number)).toBe(wanted);
});

test("a long name stays within what disks keep, with its ending and whole signs", () => {
  const name = `${"é".repeat(125)}.txt`;
  const second = numberedName(name, 2);
  expect(Buffer.byteLength(second)).toBeLessThanOrEqual(255);
  expect(second).toMatch(/^é+ \(2\)\.txt$/);
  expect(readName(second)).toBe(second);
  expect(mendName(`a/b\\c\u0001${"x".repeat(300)}.pdf`, "file")).toMatch(/^a_b_c_x+\.pdf$/);
  expect([mendName("..", "file"), mendName(" ", "file")]).toEqual(["file", "file"]);
});

test("names sort as people count", () => {
  const sorted = ["10", "9", "0100", "a 2", "A 10", "ä 3", "b"].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1));
  expect(sorted).toEqual(["9", "10", "0100", "a 2", "ä 3", "A 10", "b"]);
});

test.each([
  ["a.pdf", "%PDF-1.7", "application/pdf"],
  ["photo.jpg", "\xff\xd8\xff\xe0", "image/jpeg"],
  ["photo.jpg", "<html>", "text/plain"],
  ["page.html", "<html>", "text/html"],
  ["tricky.txt", "\x89PNG\r\n\x1a\n", "image/png"],
  ["report.docx", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["things.zip", "PK\x03\x04", "application/zip"],
  ["noname", "PK\x03\x04", "application/zip"],
  ["noname", "hello\n", "text/plain"],
  ["noname", "\x00\x01", "application/octet-stream"],
  ["clip.mov", "\0\0\0\x14ftypqt  ", "video/quicktime"],
  ["song.m4a", "\0\0\0\x14ftypM4A ", "audio/mp4"],
])("%s that begins with %j is %s", (name, head, type) => {
  expect(mimeOf(name, Buffer.from(head, "latin1"))).toBe(type);
});
