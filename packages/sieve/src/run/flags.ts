import { splitFlags } from "../match/names.ts";

const written = new Map(
  ["\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft"].map((flag) => [flag.toLowerCase(), flag]),
);

/** The flags that texts name, each once and system flags in their usual spelling; what is no flag is left out. RFC 5232 §2. */
export function flagList(texts: readonly string[]): string[] {
  const flags = new Map<string, string>();
  for (const flag of texts.flatMap(splitFlags)) {
    const key = flag.toLowerCase();
    if (!flags.has(key)) flags.set(key, written.get(key) ?? flag);
  }
  return [...flags.values()];
}

/** A list of flags after `setflag`, `addflag` or `removeflag`. */
export function changeFlags(command: string, before: readonly string[], given: readonly string[]): string[] {
  if (command === "setflag") return flagList(given);
  if (command === "addflag") return flagList([...before, ...given]);
  const gone = new Set(flagList(given).map((flag) => flag.toLowerCase()));
  return before.filter((flag) => !gone.has(flag.toLowerCase()));
}
