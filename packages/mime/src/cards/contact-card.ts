import { decodeBytes } from "../charset.ts";
import { decodeTransfer } from "../transfer.ts";
import { type ContentLine, contentLines, splitText, unescapeText } from "./content-lines.ts";

/** What a vCard says of somebody, as far as it is shown beside a message. */
export interface ContactCard {
  name: string;
  organization: string;
  title: string;
  emails: string[];
  phones: string[];
}

const mostCards = 50;
const mostValues = 10;
const longest = 300;

/** Reads vCard 2.1 (quoted-printable and charsets too), 3.0 and 4.0 (RFC 6350); a card without anything to show is left out. */
export function readContactCards(text: string): ContactCard[] {
  const cards: ContactCard[] = [];
  let lines: ContentLine[] | null = null;
  for (const line of contentLines(text)) {
    const isCard = line.value.trim().toUpperCase() === "VCARD";
    if (line.name === "BEGIN" && isCard) lines = [];
    else if (line.name === "END" && isCard && lines) {
      const card = cardOf(lines);
      if (card) cards.push(card);
      if (cards.length >= mostCards) return cards;
      lines = null;
    } else lines?.push(line);
  }
  return cards;
}

function cardOf(lines: readonly ContentLine[]): ContactCard | null {
  const all = (name: string) => lines.filter((line) => line.name === name).map(valueOf);
  const flat = (value: string | undefined) =>
    unescapeText(value ?? "")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, longest);
  const parts = splitText(all("N")[0] ?? "", ";");
  const fromParts = [parts[3], parts[1], parts[2], parts[0], parts[4]].filter(Boolean).join(" ");
  const card = {
    name: flat(all("FN")[0]) || fromParts.slice(0, longest),
    organization: splitText(all("ORG")[0] ?? "", ";")
      .filter(Boolean)
      .join(", ")
      .slice(0, longest),
    title: flat(all("TITLE")[0]),
    emails: distinct(all("EMAIL").map((value) => flat(value).replace(/^mailto:/i, ""))),
    phones: distinct(all("TEL").map((value) => flat(value).replace(/^tel:/i, ""))),
  };
  const name = card.name || card.organization || card.emails[0] || card.phones[0];
  return name ? { ...card, name } : null;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter(Boolean))].slice(0, mostValues);
}

function valueOf({ params, value }: ContentLine): string {
  const encoding = params.get("ENCODING") ?? params.get("") ?? "";
  if (!/QUOTED-PRINTABLE/i.test(encoding)) return value;
  const bytes = decodeTransfer(Buffer.from(value, "latin1"), "quoted-printable");
  return decodeBytes(bytes, params.get("CHARSET") ?? "");
}
