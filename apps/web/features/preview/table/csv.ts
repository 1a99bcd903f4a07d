const separators = [",", ";", "\t", "|"] as const;
/** Lines that tell what separates. */
const told = 20;

/** Rows of separated values (RFC 4180 §2), whichever of the usual signs separates them. */
export function parseCsv(text: string, mostRows: number): { rows: readonly (readonly string[])[]; isCut: boolean } {
  const start = text.replace(/^\ufeff/, "");
  // Some programs say on the first line what separates.
  const said = /^sep=(.)\r?\n/i.exec(start);
  return readRows(said ? start.slice(said[0].length) : start, { separator: said?.[1] ?? separatorOf(start), mostRows });
}

/** The sign that cuts the first lines into as many cells each, and into the most. */
export function separatorOf(text: string): string {
  const scored = separators.map((separator) => {
    const { rows } = readRows(text, { separator, mostRows: told });
    const counts = rows.map((row) => row.length);
    const usual = counts[0] ?? 1;
    const even = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    return { separator, score: usual > 1 ? even * 1000 + usual : 0 };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

function readRows(
  text: string,
  { separator, mostRows }: { separator: string; mostRows: number },
): { rows: string[][]; isCut: boolean } {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at <= text.length; ) {
    if (rows.length >= mostRows) return { rows, isCut: true };
    const { value, next } = text[at] === '"' ? quoted(text, at, separator) : plain(text, at, separator);
    row.push(value);
    if (text[next] === separator) {
      at = next + 1;
      continue;
    }
    // A last line that is ended has nothing after it.
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    at = text.startsWith("\r\n", next) ? next + 2 : next + 1;
  }
  return { rows, isCut: false };
}

function plain(text: string, at: number, separator: string): { value: string; next: number } {
  let next = at;
  while (next < text.length && text[next] !== separator && text[next] !== "\n" && text[next] !== "\r") next++;
  return { value: text.slice(at, next), next };
}

/** §2, rules 5 to 7: a cell in quotes may hold everything, and a quote twice is one. */
function quoted(text: string, at: number, separator: string): { value: string; next: number } {
  let value = "";
  let from = at + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end === -1) return { value: value + text.slice(from), next: text.length };
    value += text.slice(from, end);
    if (text[end + 1] !== '"') {
      const rest = plain(text, end + 1, separator);
      return { value: value + rest.value, next: rest.next };
    }
    value += '"';
    from = end + 2;
  }
}

const mostChars = 40;

/** How wide each column is, in letters, by the first rows. */
export function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows.slice(0, 200))
    row.forEach((cell, at) => (widths[at] = Math.min(mostChars, Math.max(widths[at] ?? 4, cell.length))));
  return widths.map((width) => width ?? 4);
}
