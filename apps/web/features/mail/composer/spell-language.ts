import { useState } from "react";
import type { Person } from "../types.ts";

const storageKey = "composer.languages";
const mostRemembered = 500;

/** Languages that a message can be checked in, beside the browser's own choice. */
export const spellLanguages = ["en", "de", "it", "fr", "es", "ar", "pt", "nl", "pl", "sv", "tr", "uk", "ru"] as const;

/** By address, the one used last at the end. */
function remembered(): Map<string, string> {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? "[]");
    const pairs = Array.isArray(stored) ? stored : [];
    return new Map(
      pairs.flatMap((pair) =>
        Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string" ? [[pair[0], pair[1]]] : [],
      ),
    );
  } catch {
    return new Map();
  }
}

/** The language in which one wrote to these people last; undefined where one never chose. */
export function languageFor(people: readonly Person[]): string | undefined {
  const known = remembered();
  return people.map(({ address }) => known.get(address.toLowerCase())).find((lang) => lang !== undefined);
}

/** Remembers the language for these people. */
export function rememberLanguage(people: readonly Person[], lang: string | undefined): void {
  const known = remembered();
  for (const { address } of people) {
    known.delete(address.toLowerCase());
    if (lang !== undefined) known.set(address.toLowerCase(), lang);
  }
  window.localStorage.setItem(storageKey, JSON.stringify([...known].slice(-mostRemembered)));
}

/** The language of a message: what was chosen in it, else what the first recipients had before. */
export function useSpellLanguage(people: readonly Person[]) {
  const [chosen, setChosen] = useState<{ lang: string | undefined } | null>(null);
  const lang = chosen === null ? languageFor(people) : chosen.lang;
  const choose = (next: string | undefined) => {
    setChosen({ lang: next });
    rememberLanguage(people, next);
  };
  return { lang, choose, remember: () => (chosen === null ? undefined : rememberLanguage(people, chosen.lang)) };
}
