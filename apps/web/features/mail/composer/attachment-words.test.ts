import { expect, test } from "vitest";
import { mentionsAttachment } from "./attachment-words.ts";

test.each([
  "See the attached list.",
  "I am attaching two files",
  "Please find enclosed",
  "Die Liste liegt im Anhang.",
  "anbei die Unterlagen",
  "Die Unterlagen sind beigefügt",
  "angehaengte Datei",
])("%j speaks of an attachment", (text) => {
  expect(mentionsAttachment(text)).toBe(true);
});

test.each(["We are very fond of it", "Anbeissen", "Der Anhänger steht im Hof.", "reattachable", ""])(
  "%j does not",
  (text) => {
    expect(mentionsAttachment(text)).toBe(false);
  },
);
