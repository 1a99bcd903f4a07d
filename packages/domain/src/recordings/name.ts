import { Refusal } from "@carbyne/kernel";

const longest = 200;

type About = { readonly room: string; readonly at: Date; readonly locale: string; readonly zone: string };

/** How a recording is called: as somebody says, or after its room and when it was, as they write that. */
export function nameOf(given: string | undefined, { room, at, locale, zone }: About): string {
  const name = clean(given ?? "");
  if (name !== "") return name;
  const when = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "medium", timeStyle: "short" }).format(at);
  return clean([room, when].filter(Boolean).join(", "));
}

/** A name that somebody gave later; refuses one with nothing in it. */
export function newName(given: string): string {
  const name = clean(given);
  if (name === "") throw new Refusal("invalid", "recording-name-missing");
  return name;
}

const clean = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, longest)
    .trim();
