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
  deliveredSubject: "Zugestellt: {subject}",
  deliveredText: "Diese Nachricht ist in den Postfächern der folgenden Personen angekommen.",
  relayedSubject: "Weitergegeben: {subject}",
  relayedText:
    "Diese Nachricht wurde den Mailservern der folgenden Personen übergeben. Diese Server melden nicht, wenn sie ankommt; mehr werden Sie darüber nicht erfahren.",
  lastAnswer: "Die letzte Antwort war:",
  automaticReplySubject: "Automatische Antwort: {subject}",
  shareFolderSubject: "{person} teilt „{folder}“ mit Ihnen",
  shareFolderText: "{person} teilt den Ordner „{folder}“ von {owner} mit Ihnen.",
  shareAccountSubject: "{person} teilt das Postfach von {owner} mit Ihnen",
  shareAccountText: "{person} teilt das Postfach von {owner} mit Ihnen.",
  shareRead: "Sie können lesen, was darin liegt.",
  shareWrite: "Sie können es lesen, Markierungen ändern und Nachrichten ablegen, verschieben und löschen.",
  shareManage: "Sie können alles damit tun und es mit anderen teilen.",
  shareSendAs: "Sie können Nachrichten als {owner} senden.",
  shareSendOnBehalf: "Sie können Nachrichten im Auftrag von {owner} senden.",
  shareUntil: "Es ist bis zum {date} geteilt.",
  shareHow:
    "Öffnen Sie diese Nachricht im Browser, um anzunehmen oder abzulehnen, oder gehen Sie zu Einstellungen, Teilen. Solange Sie nicht annehmen, ändert sich nichts.",
  shareDeclinedSubject: "{person} braucht „{name}“ nicht",
  shareDeclinedText: "{person} hat abgelehnt, was Sie geteilt haben: {name}.",
  shareEndedSubject: "„{name}“ ist nicht mehr mit Ihnen geteilt",
  shareEndedText: "{person} teilt „{name}“ nicht mehr mit Ihnen.",
  noSubject: "(kein Betreff)",
};
