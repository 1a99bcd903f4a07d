import type { Words } from "./words.ts";

export const de: Words = {
  quoteAttribution: "Am {date} schrieb {person}:",
  forwardedHeading: "Weitergeleitete Nachricht",
  from: "Von",
  to: "An",
  cc: "Kopie",
  date: "Datum",
  subject: "Betreff",
  undeliveredSubject: "Nicht zugestellt: {subject}",
  undeliveredText:
    "Diese Nachricht konnte nicht allen zugestellt werden, an die sie ging. Für die folgenden Personen wird es nicht noch einmal versucht.",
  refusedText: "Die folgende Person nimmt diese Nachricht nicht an. Als Grund steht dort:",
  delayedSubject: "Verzögert: {subject}",
  delayedText:
    "Diese Nachricht ist bei den folgenden Personen noch nicht angekommen. Es ist nichts zu tun: Die Zustellung wird weiter versucht, und Sie erfahren es, wenn sie scheitert.",
  lastAnswer: "Die letzte Antwort war:",
  automaticReplySubject: "Automatische Antwort: {subject}",
  noSubject: "(kein Betreff)",
};
