import { code, listSources, report, type Source, withoutComments } from "./sources.ts";

/** Files whose exports a framework takes by their name. */
const entries = /^apps\/web\/app\/|\.config\.(?:ts|mjs)$|\.d\.m?ts$|^apps\/web\/proxy\.ts$/;

/**
 * Exports that nobody names, neither another file nor their own. Most are left over; some were lost when two changes met and nothing failed, which is
 * how a screen loses what its tests on main still ask for.
 */
export function deadFaults(sources: readonly Source[]): string[] {
  const plain = sources.map(({ path: file, text }) => ({ file, text: withoutComments(text) }));
  const times = new Map<string, number>();
  for (const { text } of plain)
    for (const word of text.match(/[A-Za-z_$][\w$]*/g) ?? []) times.set(word, (times.get(word) ?? 0) + 1);
  return plain
    .filter(({ file }) => !entries.test(file))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) ([\w$]+)/gm)]
        .map(([, name = ""]) => name)
        .filter((name) => times.get(name) === 1)
        .map((name) => `${file}: nobody uses ${name}`),
    );
}

if (import.meta.main) report("dead", deadFaults(listSources(code)));
