import type { LanguageFn } from "highlight.js";
import hljs from "highlight.js/lib/core";

export interface Token {
  text: string;
  /** A name of highlight.js, such as `keyword`; "" for plain. */
  scope: string;
}

const loaders: Readonly<Record<string, () => Promise<{ default: LanguageFn }>>> = {
  bash: () => import("highlight.js/lib/languages/bash"),
  c: () => import("highlight.js/lib/languages/c"),
  cpp: () => import("highlight.js/lib/languages/cpp"),
  csharp: () => import("highlight.js/lib/languages/csharp"),
  css: () => import("highlight.js/lib/languages/css"),
  diff: () => import("highlight.js/lib/languages/diff"),
  go: () => import("highlight.js/lib/languages/go"),
  ini: () => import("highlight.js/lib/languages/ini"),
  java: () => import("highlight.js/lib/languages/java"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  json: () => import("highlight.js/lib/languages/json"),
  kotlin: () => import("highlight.js/lib/languages/kotlin"),
  less: () => import("highlight.js/lib/languages/less"),
  lua: () => import("highlight.js/lib/languages/lua"),
  makefile: () => import("highlight.js/lib/languages/makefile"),
  objectivec: () => import("highlight.js/lib/languages/objectivec"),
  perl: () => import("highlight.js/lib/languages/perl"),
  php: () => import("highlight.js/lib/languages/php"),
  python: () => import("highlight.js/lib/languages/python"),
  r: () => import("highlight.js/lib/languages/r"),
  ruby: () => import("highlight.js/lib/languages/ruby"),
  rust: () => import("highlight.js/lib/languages/rust"),
  scss: () => import("highlight.js/lib/languages/scss"),
  sql: () => import("highlight.js/lib/languages/sql"),
  swift: () => import("highlight.js/lib/languages/swift"),
  typescript: () => import("highlight.js/lib/languages/typescript"),
  vbnet: () => import("highlight.js/lib/languages/vbnet"),
  xml: () => import("highlight.js/lib/languages/xml"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
};

/** More than this is shown plain: colouring would hold up the page. */
export const mostColoured = 200_000;

/** Lines of code, each of what its words mean. Only the text and the names of what it means are taken of what the highlighter says. */
export async function tokensOf(text: string, language: string): Promise<readonly (readonly Token[])[]> {
  const load = loaders[language];
  if (!load || text.length > mostColoured) return plainLines(text);
  if (!hljs.getLanguage(language)) hljs.registerLanguage(language, (await load()).default);
  const { value } = hljs.highlight(text, { language, ignoreIllegals: true });
  // Within an element: a page drops the blank lines that it begins with.
  const { body } = new DOMParser().parseFromString(`<span>${value}</span>`, "text/html");
  const lines: Token[][] = [[]];
  const walk = (node: Node, scope: string) => {
    if (node instanceof Text) {
      node.data.split("\n").forEach((line, at) => {
        if (at > 0) lines.push([]);
        if (line !== "") lines.at(-1)?.push({ text: line, scope });
      });
      return;
    }
    const own = node instanceof Element ? (/hljs-([\w-]+)/.exec(node.className)?.[1] ?? scope) : scope;
    for (const child of node.childNodes) walk(child, own);
  };
  walk(body, "");
  return lines;
}

export function plainLines(text: string): readonly (readonly Token[])[] {
  return text.split("\n").map((line) => [{ text: line, scope: "" }]);
}
