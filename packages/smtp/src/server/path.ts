/** What MAIL or RCPT names: the address and the parameters behind it, names in capitals. */
export type PathCommand = {
  /** Without brackets and source route; "" for the null path. */
  readonly address: string;
  readonly parameters: ReadonlyMap<string, string | true>;
};

const maxLocalPart = 64;
const maxDomain = 255;

/** Reads `MAIL FROM:<path> parameters` or `RCPT TO:<path> parameters`, RFC 5321 §4.1.2; null when it is none. */
export function readPathCommand(verb: "MAIL FROM" | "RCPT TO", line: string): PathCommand | null {
  if (line.slice(0, verb.length).toUpperCase() !== verb || line[verb.length] !== ":") return null;
  // A blank behind the colon is wrong and common: programs of decades write it.
  const rest = line.slice(verb.length + 1).trimStart();
  if (!rest.startsWith("<")) return null;
  const end = endOfPath(rest);
  if (end === -1) return null;
  const address = addressOf(rest.slice(1, end), verb);
  const parameters = parametersOf(rest.slice(end + 1));
  return address === null || parameters === null ? null : { address, parameters };
}

/** Where the bracket closes: one between quotes does not, as in `<"a>b"@c.example>`. */
function endOfPath(text: string): number {
  let isQuoted = false;
  for (let i = 1; i < text.length; i++) {
    const char = text[i];
    if (char === "\\" && isQuoted) i++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === ">" && !isQuoted) return i;
    else if (char === "<" && !isQuoted) return -1;
  }
  return -1;
}

const sourceRoute = /^@[^\s,:@"]+(?:,@[^\s,:@"]+)*:/;
const unsafe = /[\p{Cc}\u200b\u2028\u2029\u2060\ufeff\ufffd]/u;
const atom = /^[^\s"(),:;<>@[\]\\.]+(?:\.[^\s"(),:;<>@[\]\\.]+)*$/;
const quoted = /^"(?:[^"\\]|\\.)*"$/;
const hostname = /^(?!-)[\p{L}\p{M}\p{N}_-]{1,63}(?<!-)(?:\.(?!-)[\p{L}\p{M}\p{N}_-]{1,63}(?<!-))*\.?$/u;
const literal = /^\[(?:IPv6:[\da-f:.]{2,45}|\d{1,3}(?:\.\d{1,3}){3})\]$/i;

function addressOf(path: string, verb: string): string | null {
  if (path === "") return verb === "MAIL FROM" ? "" : null;
  if (unsafe.test(path)) return null;
  // A source route is read and not followed, RFC 5321 Appendix C.
  const mailbox = path.replace(sourceRoute, "");
  // The one address without a domain, RFC 5321 §4.5.1.
  if (verb === "RCPT TO" && mailbox.toLowerCase() === "postmaster") return mailbox;
  const at = mailbox.lastIndexOf("@");
  const [local, domain] = [mailbox.slice(0, at), mailbox.slice(at + 1)];
  if (at < 1 || Buffer.byteLength(local) > maxLocalPart || Buffer.byteLength(domain) > maxDomain) return null;
  if (!hostname.test(domain) && !literal.test(domain)) return null;
  if (atom.test(local)) return mailbox;
  if (!quoted.test(local)) return null;
  // "ann"@x is ann@x, RFC 5321 §4.1.2: quotes that are not needed are no part of the name.
  const bare = local.slice(1, -1).replace(/\\(.)/g, "$1");
  return atom.test(bare) ? `${bare}@${domain}` : mailbox;
}

function parametersOf(text: string): Map<string, string | true> | null {
  const parameters = new Map<string, string | true>();
  if (text !== "" && !/^\s/.test(text)) return null;
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    const [, name = "", value] = /^([a-z\d][a-z\d-]*)(?:=(.*))?$/i.exec(word) ?? [];
    // One that is given twice says two things, RFC 5321 §4.1.1.11.
    if (name === "" || value === "" || parameters.has(name.toUpperCase())) return null;
    parameters.set(name.toUpperCase(), value === undefined ? true : fromXtext(value));
  }
  return [...parameters.values()].some((value) => value !== true && unsafe.test(value)) ? null : parameters;
}

/** RFC 3461 §4. */
function fromXtext(value: string): string {
  return value.replace(/\+([\dA-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
