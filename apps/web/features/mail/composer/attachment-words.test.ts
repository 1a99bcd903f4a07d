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
  "In allegato trova l'offerta",
  "Allego il preventivo",
  "Veuillez trouver ci-joint le devis",
  "Voir la pièce jointe",
  "Adjunto el presupuesto",
  "Le adjuntamos las ofertas",
  "تجدون الملف المرفق",
  "أرفقت لكم الجدول",
])("%j speaks of an attachment", (text) => {
  expect(mentionsAttachment(text)).toBe(true);
});

test.each([
  "We are very fond of it",
  "Anbeissen",
  "Der Anhänger steht im Hof.",
  "reattachable",
  "Il est allé",
  "Je joindrai Ana demain",
  "شكرا جزيلا",
  "",
])("%j does not", (text) => {
  expect(mentionsAttachment(text)).toBe(false);
});
