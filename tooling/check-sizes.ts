import path from "node:path";
import { code, listSources, report, type Source } from "./sources.ts";

const [longest, usual, usualShare] = [500, 350, 0.95];
const vague = new Set(["utils", "util", "helpers", "helper", "common", "lib", "shared", "misc"]);

/** Files that a reader cannot take in, and folders whose name says nothing. */
export function sizeFaults(sources: readonly Source[]): string[] {
  const sized = sources.map(({ path: file, text }) => ({ file, lines: text.split("\n").length - 1 }));
  const long = sized.filter(({ lines }) => lines > usual);
  const isTooMany = long.length > sized.length * (1 - usualShare);
  return [
    ...sized
      .filter(({ lines }) => lines > longest)
      .map(({ file, lines }) => `${file}: ${lines} lines, more than ${longest}`),
    ...(isTooMany
      ? [
          `${long.length} of ${sized.length} files are longer than ${usual} lines: ${long.map(({ file }) => file).join(", ")}`,
        ]
      : []),
    ...vagueFolders(sources),
  ];
}

function vagueFolders(sources: readonly Source[]): string[] {
  const folders = new Set(sources.flatMap(({ path: file }) => parents(path.dirname(file))));
  return [...folders]
    .filter((folder) => vague.has(path.basename(folder)))
    .map((folder) => `${folder}/: the name says nothing; a function lies beside its first caller`);
}

function parents(folder: string): string[] {
  return folder === "." ? [] : [folder, ...parents(path.dirname(folder))];
}

if (import.meta.main) report("sizes", sizeFaults(listSources(code)));
