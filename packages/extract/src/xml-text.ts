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

const piece = /<!\[CDATA\[([^]*?)\]\]>|<!--[^]*?-->|<[?!][^>]*>|<(\/?)([^\s/>]+)[^>]*?(\/?)>|([^<]+)/g;

/**
 * The text of an XML document. Nothing of it is interpreted besides the five entities of XML 1.0 §4.6 and character references, so that entities
 * that grow, or that name files, are nothing but characters.
 */
export function xmlText(xml: string, longest: number): string {
  let text = "";
  let hidden = 0;
  for (const [, cdata, close, name = "", empty, characters] of xml.matchAll(piece)) {
    if (text.length > longest) break;
    const local = name.slice(name.indexOf(":") + 1);
    if (cdata !== undefined) text += hidden > 0 ? "" : cdata;
    else if (characters !== undefined) text += hidden > 0 ? "" : decoded(characters);
    else if (silent.has(local)) hidden = Math.max(0, hidden + (close ? -1 : empty ? 0 : 1));
    else if (blocks.has(local) && (close || empty)) text += "\n";
    else if (local === "s" || local === "c") text += " ";
  }
  return text.slice(0, longest);
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === "string") return named[name] ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? "" : String.fromCodePoint(code);
  });
}
