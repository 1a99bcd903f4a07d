/** A line of iCalendar or vCard, RFC 5545 §3.1 and RFC 6350 §3.3. */
export interface ContentLine {
  /** In upper case, without a group. */
  name: string;
  /** By upper-case name, quotes taken off; vCard 2.1 writes some without a name: those are under "". */
  params: ReadonlyMap<string, string>;
  value: string;
}

const mostLines = 20_000;
const longestLine = 100_000;

/** Splits text into lines, folded ones joined; a line without a colon is left out. */
export function contentLines(text: string): ContentLine[] {
  const unfolded = text.replace(/\r\n|\r/g, "\n").replace(/\n[ \t]/g, "");
  const lines = unfolded.split("\n", mostLines);
  const found: ContentLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at] ?? "";
    // vCard 2.1 breaks quoted-printable its own way: a `=` at the end goes on.
    if (/^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(line))
      while (line.endsWith("=") && at + 1 < lines.length && line.length < longestLine)
        line = line.slice(0, -1) + lines[++at];
    const read = readLine(line.slice(0, longestLine));
    if (read) found.push(read);
  }
  return found;
}

function readLine(line: string): ContentLine | null {
  const head = /^(?:[\w-]{1,60}\.)?([A-Za-z][\w-]{0,60})((?:;(?:[^;:"]|"[^"]*")*)*):/.exec(line);
  if (!head) return null;
  const params = new Map<string, string>();
  for (const [, param = ""] of (head[2] ?? "").matchAll(/;((?:[^;"]|"[^"]*")*)/g)) {
    const [key = "", ...rest] = param.split("=");
    const isNamed = rest.length > 0;
    const name = isNamed ? key.toUpperCase() : "";
    const value = (isNamed ? rest.join("=") : key).replaceAll('"', "");
    params.set(name, params.has(name) ? `${params.get(name)},${value}` : value);
  }
  return { name: (head[1] ?? "").toUpperCase(), params, value: line.slice(head[0].length) };
}

/** Undoes the escapes of TEXT, RFC 5545 §3.3.11. */
export function unescapeText(value: string): string {
  return value.replace(/\\([nN;,\\:"])/g, (_whole, char: string) => (char.toLowerCase() === "n" ? "\n" : char));
}

/** Splits at a separator that is not escaped. */
export function splitText(value: string, separator: ";" | ","): string[] {
  return (value.match(separator === ";" ? /(?:\\.|[^\\;])*/g : /(?:\\.|[^\\,])*/g) ?? [])
    .filter((part, at, all) => part !== "" || at === 0 || all[at - 1] === "")
    .map((part) => unescapeText(part).trim());
}
