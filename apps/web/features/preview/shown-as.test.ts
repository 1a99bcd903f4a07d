import { expect, test } from "vitest";
import { shownAs } from "./shown-as.ts";

const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

test.each([
  ["a.jpg", "image/jpeg", "picture"],
  ["a.svg", "image/svg+xml", "picture"],
  ["a.pdf", "application/pdf", "pages"],
  ["a.docx", docx, "pages"],
  ["a.ods", "application/vnd.oasis.opendocument.spreadsheet", "pages"],
  ["a.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12", "pages"],
  ["a.mp4", "video/mp4", "film"],
  ["Offer.PDF", "application/octet-stream", "pages"],
  ["photo.HEIC", "application/octet-stream", "picture"],
  ["a.zip", "application/zip", null],
  ["a.html", "text/html", null],
  ["a.pdf.exe", "application/octet-stream", null],
])("%s of type %s is shown as %s", (name, type, as) => expect(shownAs({ name, type, sizeBytes: 1000 })).toBe(as));

test("what is very large is not asked for", () => {
  expect(shownAs({ name: "a.pdf", type: "application/pdf", sizeBytes: 80_000_000 })).toBeNull();
});
