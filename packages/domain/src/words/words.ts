import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

/** Every text that the server itself writes, into mail and into what browsers tell. */
export type Words = { readonly [Key in keyof typeof en]: string };

const catalogues: Readonly<Record<string, Words>> = { en, de, it, fr, es, ar };

/** The texts of a language, by the first part of its tag; English when there is no catalogue for it. */
export function wordsOf(locale: string): Words {
  return catalogues[locale.split("-")[0] ?? "en"] ?? en;
}

/** Fills `{name}` in a text. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
