import type { Person } from "../../types.ts";
import { formatLocale } from "../../../../client/locale.ts";

export interface Filling {
  to: readonly Person[];
  locale: string;
  zone: string;
  now: Date;
}

/** Fills `{{name}}`, `{{firstname}}` and `{{date}}`. What is not known yet stays as it is, for the writer to see. */
export function fillTemplate(text: string, { to, locale, zone, now }: Filling): string {
  const [person] = to;
  const name = person?.name.trim() || undefined;
  const date = new Intl.DateTimeFormat(formatLocale(locale), { dateStyle: "long", timeZone: zone });
  const values: Readonly<Record<string, string | undefined>> = {
    name,
    // "Keller, Maren" is written so by directories.
    firstname: name?.includes(",") ? name.split(",")[1]?.trim().split(/\s+/)[0] : name?.split(/\s+/)[0],
    date: date.format(now),
  };
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => values[key.toLowerCase()] ?? whole);
}

/** A text as it may stand in HTML. */
export function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The same in HTML: what is filled in is text. */
export function fillTemplateHtml(html: string, filling: Filling): string {
  const to = filling.to.map((person) => ({ ...person, name: asHtml(person.name) }));
  return fillTemplate(html, { ...filling, to });
}
