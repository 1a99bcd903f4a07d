import { lineAt, listSources, report, type Source, withoutComments } from "./sources.ts";

const door = "packages/api/src/trpc.ts";
const routesFile = "apps/server/http/handle.ts";
const audiences = ["open", "inRoom", "signedIn", "admin"];

/** Procedures and routes that do not say who may ask. */
export function audienceFaults(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    if (source.path === door) return doorFaults(source);
    if (source.path.startsWith("packages/api/src/")) return procedureFaults(source);
    return source.path === routesFile ? routeFaults(source) : [];
  });
}

function doorFaults({ path: file, text }: Source): string[] {
  return audiences
    .filter((name) => !new RegExp(String.raw`^export const ${name} = `, "m").test(text))
    .map((name) => `${file}: does not export ${name}`);
}

/** Each `.query(`, `.mutation(` and `.subscription(` must end a chain that begins with one of the audiences, imported from the door. */
function procedureFaults({ path: file, text }: Source): string[] {
  const plain = withoutComments(text);
  const raw = [...plain.matchAll(/\bt\.procedure\b|\binitTRPC\b/g)].map(
    (match) => `${file}:${lineAt(plain, match.index)}: ${match[0]} outside of ${door}`,
  );
  const names = new Map(audiences.map((name) => [name, name]));
  for (const [, list = ""] of plain.matchAll(/import \{([^}]*)\} from "[./]*\/trpc\.ts"/g))
    for (const [, name = "", alias] of list.matchAll(/(\w+)(?: as (\w+))?/g))
      if (alias !== undefined && audiences.includes(name)) names.set(alias, name);
  const open = [...plain.matchAll(/\.(?:query|mutation|subscription)\(/g)]
    .filter((match) => !names.has(chainStart(plain, match.index)))
    .map((match) => `${file}:${lineAt(plain, match.index)}: is built from none of ${audiences.join(", ")}`);
  return [...raw, ...open];
}

/** The name at the beginning of a chain of calls that ends at an offset. */
function chainStart(text: string, end: number): string {
  let at = end;
  for (;;) {
    const before = text.slice(0, at).trimEnd();
    if (before.endsWith(")")) {
      at = openingOf(before);
      continue;
    }
    const word = /(\.?)\s*(\w+)$/.exec(before);
    if (!word) return "";
    if (word[1] === "") return word[2] ?? "";
    at = word.index;
  }
}

/** Where the bracket opens that the text ends with. */
function openingOf(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ")") depth++;
    if (text[at] === "(" && --depth === 0) return at;
  }
  return 0;
}

function routeFaults({ path: file, text }: Source): string[] {
  const table = /export const routes[^=]*= \[\n([\s\S]*?)\n\];/.exec(text)?.[1];
  if (table === undefined) return [`${file}: has no table of routes`];
  const entries = table.split(/^ {2}\{$/m).slice(1);
  return entries
    .filter((entry) => !/^ {4}audience: "(?:open|signed-in|machine)",$/m.test(entry))
    .map((entry) => `${file}: the route ${/name: "([^"]*)"/.exec(entry)?.[1] ?? "without a name"} has no audience`);
}

if (import.meta.main)
  report(
    "audience",
    audienceFaults(listSources(/^packages\/api\/src\/.*(?<!\.test)\.ts$|^apps\/server\/http\/handle\.ts$/)),
  );
