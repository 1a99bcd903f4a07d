import { expect, test } from "vitest";
import { wayFor, wayOf } from "./way-of.ts";

const file = {
  id: "1",
  sizeBytes: 1,
  contentHref: "/c",
  downloadHref: "/d",
  previewHref: () => "/p",
  source: null,
};

test.each([
  ["a.jpg", "image/jpeg", "picture"],
  ["a.svg", "image/svg+xml", "drawn"],
  ["a.heic", "application/octet-stream", "drawn"],
  ["a.pdf", "application/pdf", "pdf"],
  ["Offer.DOCX", "application/octet-stream", "pages"],
  ["a.ods", "application/vnd.oasis.opendocument.spreadsheet", "pages"],
  ["a.mkv", "video/x-matroska", "film"],
  ["a.csv", "text/plain", "table"],
  ["README.md", "text/plain", "markdown"],
  ["page.html", "text/html", "code"],
  ["a.ts", "text/plain", "code"],
  ["Makefile", "text/plain", "code"],
  ["a.py", "application/octet-stream", "code"],
  ["notes.txt", "text/plain", "text"],
  ["a.log", "text/plain; charset=utf-8", "text"],
  ["a.zip", "application/zip", "archive"],
  ["a.tgz", "application/octet-stream", "archive"],
  ["a.7z", "application/x-7z-compressed", "archive"],
  ["a.rar", "application/vnd.rar", "archive"],
  ["a.tar.xz", "application/octet-stream", "archive"],
  ["a.tbz2", "application/octet-stream", "archive"],
  ["a.bz2", "application/x-bzip2", "archive"],
  ["a.eml", "message/rfc822", "mail"],
  ["a.ics", "text/calendar", "event"],
  ["a.vcf", "text/vcard", "contacts"],
  ["a.exe", "application/octet-stream", "nothing"],
  ["a.pdf.exe", "application/octet-stream", "nothing"],
  ["a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pages"],
])("%s of type %s is shown as %s", (name, type, way) => expect(wayOf({ name, type })).toBe(way));

test.each([
  ["a.jpg", "image/jpeg", "drawn"],
  ["a.pdf", "application/pdf", "leaves"],
  ["a.docx", "application/octet-stream", "leaves"],
  ["a.mp4", "video/mp4", "drawn"],
  ["a.txt", "text/plain", "nothing"],
  ["a.eml", "message/rfc822", "nothing"],
])("%s of type %s, only to be looked at, is shown as %s", (name, type, way) =>
  expect(wayFor({ ...file, name, type, downloadHref: null })).toBe(way),
);

test("what the server reads for its people alone is not shown to visitors", () => {
  expect(wayFor({ ...file, name: "a.eml", type: "message/rfc822" })).toBe("nothing");
  expect(wayFor({ ...file, name: "a.txt", type: "text/plain" })).toBe("text");
});
