import { lineAt, type Source, withoutComments } from "./sources.ts";

export type Import = { readonly from: string; readonly line: number; readonly isType: boolean };

const statement = /^[ \t]*(?:import|export)\b(?:[ \t]+(type)\b)?([^"'`;()]*?)\bfrom[ \t]*["']([^"'\n]+)["']/gm;
const bare = /^[ \t]*import[ \t]+["']([^"'\n]+)["']/gm;
const dynamic = /\bimport\([ \t\n]*["']([^"'\n]+)["'][ \t\n]*\)(\.\w+)?/g;

/** Every module that a file imports or exports from, and whether it takes nothing but types. */
export function importsOf({ text }: Source): Import[] {
  const plain = withoutComments(text);
  const found: Import[] = [];
  for (const match of plain.matchAll(statement)) {
    const [, type, names = "", from = ""] = match;
    found.push({ from, line: lineAt(plain, match.index), isType: type !== undefined || hasOnlyTypes(names) });
  }
  for (const match of plain.matchAll(bare))
    found.push({ from: match[1] ?? "", line: lineAt(plain, match.index), isType: false });
  for (const match of plain.matchAll(dynamic))
    found.push({ from: match[1] ?? "", line: lineAt(plain, match.index), isType: false });
  return found;
}

function hasOnlyTypes(names: string): boolean {
  const inside = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  if (inside === undefined) return false;
  const each = inside.split(",").flatMap((name) => name.trim() || []);
  return each.length > 0 && each.every((name) => name.startsWith("type "));
}
