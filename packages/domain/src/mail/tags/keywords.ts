/** Keywords of the IANA registry as it writes them (RFC 5788); they are the same in any case of letters. */
const registered = new Map(
  [
    "$MDNSent",
    "$Forwarded",
    "$SubmitPending",
    "$Submitted",
    "$Junk",
    "$NotJunk",
    "$Phishing",
    "$Important",
    "$label1",
    "$label2",
    "$label3",
    "$label4",
    "$label5",
  ].map((keyword) => [keyword.toLowerCase(), keyword]),
);

/** A message that its reader holds for important, RFC 8457 §2. */
export const important = "$Important";

/** What mail programs keep for themselves in keywords, and no person calls a tag. */
const inward = new Set(["junk", "nonjunk", "notjunk", "forwarded", "redirected", "mdnsent", "old", "receipt-handled"]);

/** The one spelling of a keyword that has one. */
export function spellingOf(keyword: string): string {
  return registered.get(keyword.toLowerCase()) ?? keyword;
}

/** Whether people see a keyword as a tag: not what programs tell each other, except the five that Thunderbird has names for. */
export function isTagKeyword(keyword: string): boolean {
  const plain = keyword.toLowerCase();
  return /^\$label[1-5]$/.test(plain) || (!plain.startsWith("$") && !inward.has(plain));
}

const longest = 100;

/**
 * The keyword for a tag of this name: an atom (RFC 9051 §9) that people can still read in other mail programs. What is no ASCII is written in
 * modified UTF-7 (RFC 3501 §5.1.3), as Thunderbird does it; a name that gives nothing usable or too much gives null.
 */
export function keywordOf(name: string): string | null {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  const isAscii = /^[\x20-\x7e]*$/.test(plain);
  const written = (isAscii ? plain : encodeUtf7(name.normalize("NFC")))
    // What an atom must not hold, and what reads as a system flag or a registered keyword.
    .replaceAll(/[(){}%*"\\[\]\p{Cc}]/gu, "")
    .replace(/^\$+/, "")
    .trim()
    .replaceAll(/\s+/g, "_");
  return written === "" || written.length > longest || !isTagKeyword(written) ? null : written;
}

/** A name for a keyword that another mail program has put on a message. */
export function nameOf(keyword: string): string {
  const name = decodeUtf7(keyword).replaceAll("_", " ").trim();
  return name === "" ? keyword : name;
}

function encodeUtf7(text: string): string {
  return text.replaceAll("&", "&-").replaceAll(/[^\x20-\x7e]+/g, (part) => {
    const bytes = Buffer.from(part, "utf16le").swap16();
    return `&${bytes.toString("base64").replaceAll("=", "").replaceAll("/", ",")}-`;
  });
}

function decodeUtf7(text: string): string {
  return text.replaceAll(/&([A-Za-z0-9+,]*)-/g, (whole, part: string) => {
    if (part === "") return "&";
    const bytes = Buffer.from(part.replaceAll(",", "/"), "base64");
    if (bytes.length % 2 !== 0) return whole;
    const decoded = bytes.swap16().toString("utf16le");
    return decoded.isWellFormed() && !/\p{Cc}/u.test(decoded) ? decoded : whole;
  });
}
