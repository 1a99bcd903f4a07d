import { readFileSync } from "node:fs";
import path from "node:path";
import { code, lineAt, listSources, report, root, type Source } from "./sources.ts";

const list = "docs/protocols.md";
const states = new Set(["yes", "partial", "no"]);

/** RFCs that the code cites and the list lacks, and lines of the list that say nothing. */
export function rfcFaults(sources: readonly Source[], listed: string): string[] {
  const rows = listed.split("\n").flatMap((line, i) => {
    const [, number, what, state, note] = /^\| *(\d+) *\|([^|]*)\|([^|]*)\|([^|]*)\|$/.exec(line) ?? [];
    return number === undefined
      ? []
      : [{ line: i + 1, number, what: what?.trim(), state: state?.trim() ?? "", note: note?.trim() }];
  });
  const known = new Set(rows.map(({ number }) => number));
  const first = new Map<string, string>();
  for (const source of sources)
    for (const { number, line } of citedIn(source.text))
      if (!known.has(number) && !first.has(number))
        first.set(number, `${source.path}:${line}: RFC ${number} has no line in ${list}`);
  return [
    ...first.values(),
    ...rows
      .filter(({ state }) => !states.has(state))
      .map(({ line, state }) => `${list}:${line}: "${state}" is none of yes, partial, no`),
    ...rows
      .filter(({ state, note }) => state === "partial" && !note)
      .map(({ line }) => `${list}:${line}: partial, but not what is left out`),
  ];
}

/** `RFC 9051 §7`, and lists such as `RFC 5258, 5819 and 6154`. */
function citedIn(text: string): { number: string; line: number }[] {
  return [...text.matchAll(/\bRFCs? ?(\d{3,5})((?: §[\w.]+)?(?:,? (?:and )?\d{4}\b(?: §[\w.]+)?)*)/g)].flatMap(
    (match) => {
      const line = lineAt(text, match.index);
      const others = [...(match[2] ?? "").matchAll(/(?<![\d.§])\d{4}\b(?!\.)/g)].map(([number]) => number);
      return [match[1] ?? "", ...others].map((number) => ({ number, line }));
    },
  );
}

if (import.meta.main) report("rfcs", rfcFaults(listSources(code), readFileSync(path.join(root, list), "utf8")));
