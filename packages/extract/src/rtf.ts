/** Groups that hold no text of the document: fonts, colours, pictures, what only a newer reader understands. RTF 1.9.1. */
const silent =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|themedata|datastore|latentstyles|listtable|listoverridetable|rsidtbl|generator|xmlnstbl|filetbl|fldinst|\*)$/;
const newLine = new Set(["par", "line", "row", "sect", "page"]);
const piece = /\\([a-z]+)(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi;
const deepest = 1_000;

/** The text of an RTF document. Bytes are windows-1252 unless a code page says otherwise. */
export function rtfText(source: string, longest: number): string {
  let text = "";
  let encoding = "windows-1252";
  const groups: { isSilent: boolean; skip: number }[] = [{ isSilent: false, skip: 1 }];
  let ignore = 0;
  const bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) text += new TextDecoder(encoding).decode(Uint8Array.from(bytes));
    bytes.length = 0;
  };
  for (const [, word, number, hex, sign, brace, characters] of source.matchAll(piece)) {
    if (text.length > longest) break;
    const group = groups.at(-1) ?? { isSilent: true, skip: 1 };
    if (hex !== undefined) {
      if (ignore > 0) ignore--;
      else if (!group.isSilent) bytes.push(Number.parseInt(hex, 16));
      continue;
    }
    flush();
    if (brace === "{") {
      if (groups.length < deepest) groups.push({ ...group });
    } else if (brace === "}") {
      if (groups.length > 1) groups.pop();
    } else if (characters !== undefined) {
      if (!group.isSilent) text += characters.slice(ignore);
      ignore = Math.max(0, ignore - characters.length);
    } else if (sign !== undefined) {
      if (sign === "*") group.isSilent = true;
      else if (!group.isSilent) text += sign === "~" ? " " : /[\\{}]/.test(sign) ? sign : "";
    } else if (word !== undefined) {
      if (silent.test(word)) group.isSilent = true;
      else if (word === "ansicpg") encoding = knownEncoding(`windows-${number ?? ""}`);
      else if (word === "uc") group.skip = Number(number ?? 1);
      else if (word === "u" && number !== undefined && !group.isSilent) {
        // A character by its number, then `uc` characters for readers that do not know it.
        text += String.fromCharCode(Number(number) & 0xffff);
        ignore = group.skip;
      } else if (newLine.has(word)) text += "\n";
      else if (word === "tab" || word === "cell") text += " ";
    }
  }
  flush();
  return text.toWellFormed().slice(0, longest);
}

function knownEncoding(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return "windows-1252";
  }
}
