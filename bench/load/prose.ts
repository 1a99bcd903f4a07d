import { between, pick, type Random } from "./random.ts";

type Words = readonly [string, ...string[]];

const subjects: Words = [
  "the budget for the new gymnasium",
  "our meeting with the parents",
  "the order of the printers",
  "die Raumplanung für Mai",
  "das Protokoll der Sitzung",
  "le planning de la semaine",
  "la réunion du comité",
  "el informe del trimestre",
  "the broken heating on the second floor",
  "the draft of the annual report",
  "die Rechnung vom März",
  "the insurance papers",
  "the guest list for the summer fair",
  "la lista de precios",
  "the server room key",
  "the new timetable",
];

const openings: Words = [
  "Hello",
  "Dear all",
  "Good morning",
  "Liebe Kolleginnen",
  "Bonjour",
  "Buenos días",
  "Hi",
  "Hallo",
];

const sentences: Words = [
  "I have put the figures into the table and marked what is still open.",
  "Could you look at the second page before Thursday, please?",
  "Die Unterlagen liegen im Sekretariat und können ab morgen früh abgeholt werden.",
  "Nous avons reçu la réponse de la mairie, elle est plutôt favorable.",
  "The delivery was late again, so the workshop moves to the week after.",
  "Please send me the names of everyone who takes part, with their phone numbers.",
  "Für die Übergabe brauchen wir noch zwei Unterschriften und den Schlüssel.",
  "It costs 1,240 € in all, of which 300 € come from the parents' association.",
  "La sala grande está reservada hasta las seis, después queda libre.",
  "If nobody objects by Friday, I will order the smaller one.",
  "We should talk about this in the next round and not by mail.",
  "Je vous propose de nous retrouver mardi à dix heures dans la petite salle.",
  "The old version is still on the shared drive; do not edit it any more.",
  "Wie besprochen habe ich den Vertrag geprüft und nur Kleinigkeiten gefunden.",
  "Two of the windows do not close, and the caretaker knows about it.",
  "Thank you for the photos, they will go on the front page.",
  "Por favor, confirmad la asistencia antes del miércoles.",
  "The train leaves at 7:42, so be at the station a little earlier.",
  "I am away until Monday; Katharina has the keys and the password book.",
  "From now on the forms are to be handed in at the front office.",
];

/** A subject line, sometimes an answer to an earlier one. */
export function subject(random: Random): string {
  const text = pick(random, subjects);
  const roll = random();
  if (roll < 0.3) return `Re: ${text}`;
  return roll < 0.5 ? `${text} (${between(random, 1, 40)})` : text;
}

/** About `size` bytes of letter text in several languages, in paragraphs. */
export function letter(random: Random, size: number): string {
  const parts = [`${pick(random, openings)},\n\n`];
  let length = parts[0]?.length ?? 0;
  while (length < size) {
    let paragraph = "";
    for (let count = between(random, 2, 6); count > 0; count--) paragraph += `${pick(random, sentences)} `;
    parts.push(`${paragraph.trimEnd()}\n\n`);
    length += paragraph.length + 1;
  }
  return parts.join("");
}
