export type Suggested = { readonly by: string; readonly at: Date };

/** An id for a proposal that tells whose it is and when it was made: marks carry nothing else, and two people's never meet. */
export function suggestionId(by: string, at: Date): string {
  return `${by}.${at.getTime().toString(36)}.${crypto.randomUUID()}`;
}

/** Whose a proposal is; null for one of another making. */
export function readSuggestionId(id: string): Suggested | null {
  const [, by = "", time = ""] = /^([^.]+)\.([\da-z]{1,10})\.[\da-f-]{36}$/.exec(id) ?? [];
  const at = new Date(Number.parseInt(time, 36));
  return by === "" || Number.isNaN(at.getTime()) ? null : { by, at };
}

const named = "name~";
const longestName = 60;

/** What stands in an id for somebody of whom nothing but the name is known, as from an office file. */
export function strangerNamed(name: string): string {
  return named + encodeURIComponent(name.toWellFormed().slice(0, longestName).toWellFormed()).replaceAll(".", "%2E");
}

/** The name that stands in an id; null for somebody of an account. */
export function nameOfStranger(by: string): string | null {
  if (!by.startsWith(named)) return null;
  try {
    return decodeURIComponent(by.slice(named.length));
  } catch {
    return null;
  }
}
