import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The repository's folder. */
export const root = path.join(import.meta.dirname, "..");

/** A file of the repository by its path from the root. */
export type Source = { readonly path: string; readonly text: string };

/** All files that git keeps or would keep and whose path fits. */
export function listSources(fits: RegExp): Source[] {
  const names = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(names.split("\0"))]
    .filter((name) => fits.test(name) && existsSync(path.join(root, name)))
    .map((name) => ({ path: name, text: readFileSync(path.join(root, name), "utf8") }));
}

/** Program texts: what people write, not what tools generate. */
export const code = /\.(?:ts|tsx|mjs)$/;

/** Whether a file only ever runs in tests. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/test-[^/]+\.tsx?$|^(?:e2e|fixtures|bench)\/|^packages\/(?:testing|[^/]+\/(?:bench|oracle))\//.test(
    file,
  );
}

/** The text without comments, so that what they mention counts for nothing. Line numbers stay. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (whole) => whole.replace(/[^\n]/g, " "))
    .replace(/(^|[\s;{(,])\/\/.*$/gm, "$1");
}

/** The number of the line that an offset lies in, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Prints what is wrong, a line each, and ends the process with 1; or says that all is well. */
export function report(name: string, faults: readonly string[]): void {
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? `${name}: all well` : `${name}: ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
