/** One result of RFC 8601 §2.2. */
export interface AuthResult {
  /** In lower case: `spf`, `dkim`, `dmarc`, `arc`… */
  method: string;
  /** In lower case: `pass`, `fail`, `none`… */
  result: string;
  /** Such as `header.d` or `smtp.mailfrom`, in lower case. */
  properties: ReadonlyMap<string, string>;
}

export interface AuthResults {
  /** Who says so. */
  authority: string;
  results: AuthResult[];
}

const longest = 20_000;
const mostResults = 50;

/** Reads an Authentication-Results field's value; what is not understood of it is left out. */
export function parseAuthResults(value: string): AuthResults {
  const [head = "", ...parts] = splitOutside(withoutComments(value.slice(0, longest)), ";");
  const results = parts.slice(0, mostResults).flatMap((part): AuthResult[] => {
    const tokens = part.trim().match(/[\w./-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s"]+)/g) ?? [];
    const pairs = tokens.map((one) => {
      const at = one.indexOf("=");
      return [one.slice(0, at).trim().toLowerCase(), unquote(one.slice(at + 1).trim())] as const;
    });
    const [first, ...rest] = pairs;
    if (!first) return [];
    return [{ method: first[0].replace(/\/\d+$/, ""), result: first[1].toLowerCase(), properties: new Map(rest) }];
  });
  return { authority: unquote(head.trim().split(/\s+/)[0] ?? "").toLowerCase(), results };
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

/** Takes out comments, which nest and may hold anything, but not what is quoted. RFC 5322 §3.2.2. */
export function withoutComments(value: string): string {
  let out = "";
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? "";
    if (char === "\\") {
      if (depth === 0) out += char + (value[at + 1] ?? "");
      at++;
    } else if (char === '"' && depth === 0) {
      isQuoted = !isQuoted;
      out += char;
    } else if (char === "(" && !isQuoted) depth++;
    else if (char === ")" && depth > 0) {
      depth--;
      if (depth === 0) out += " ";
    } else if (depth === 0) out += char;
  }
  return out;
}

function splitOutside(text: string, separator: string): string[] {
  const parts = [""];
  let isQuoted = false;
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    if (char === separator && !isQuoted) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
}
