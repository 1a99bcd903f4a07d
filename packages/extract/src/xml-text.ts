/** Elements after which a new line begins, by their local names, in the office formats. */
const blocks = new Set([
  "p",
  "br",
  "cr",
  "h",
  "tab",
  "row",
  "tr",
  "si",
  "list-item",
  "line-break",
  "table-row",
  "cell",
  "tc",
]);
/** Elements whose text nobody reads; the heads and feet of printed sheets are codes for fonts more than words (ECMA-376 part 1 §18.3.1.46). */
const silent = new Set(
  "instrText delText annotation-pr script style binData fldData oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter".split(
    " ",
  ),
);
const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const cdata = "<![CDATA[";
/** What begins with more than a bracket, and where it ends. */
const openings = [
  [cdata, "]]>"],
  ["<!--", "-->"],
  ["<!", ">"],
  ["<?", ">"],
] as const;

/** What a character may take in its longest writing: `&#1114111;`. */
const mostWritten = 10;
const nameForm = /^[^\s/]{1,200}/;

/**
 * The text of an XML document. Nothing of it is interpreted besides the five entities of XML 1.0 §4.6 and character references, so that entities
 * that grow, or that name files, are nothing but characters. Ends go by a search each: an expression remembers every character of a long run, of
 * which a bomb has more than the stack holds.
 */
export function xmlText(xml: string, longest: number): string {
  let text = "";
  let hidden = 0;
  let at = 0;
  const endOf = (mark: string, from: number) => xml.indexOf(mark, from);
  const add = (part: string) => (text += hidden > 0 ? "" : part);
  while (at < xml.length && text.length <= longest) {
    if (xml[at] !== "<") {
      const next = endOf("<", at);
      const end = next === -1 ? xml.length : next;
      add(decoded(xml.slice(at, Math.min(end, at + (longest - text.length + 1) * mostWritten))));
      at = end;
      continue;
    }
    const [opening, closing] = openings.find(([start]) => xml.startsWith(start, at)) ?? ["<", ">"];
    const end = endOf(closing, at + opening.length);
    if (end === -1) break;
    if (opening === cdata) add(xml.slice(at + opening.length, end));
    if (opening === "<") element(xml.slice(at + 1, end));
    at = end + closing.length;
  }
  return text.slice(0, longest);

  function element(tag: string): void {
    const isClose = tag.startsWith("/");
    const isEmpty = tag.endsWith("/");
    const name = nameForm.exec(isClose ? tag.slice(1) : tag)?.[0] ?? "";
    const local = name.slice(name.indexOf(":") + 1);
    if (silent.has(local)) hidden = Math.max(0, hidden + (isClose ? -1 : isEmpty ? 0 : 1));
    else if (blocks.has(local) && (isClose || isEmpty)) add("\n");
    else if (local === "s" || local === "c") add(" ");
  }
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === "string") return named[name] ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? "" : String.fromCodePoint(code);
  });
}
