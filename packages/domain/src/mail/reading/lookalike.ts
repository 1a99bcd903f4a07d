import { domainToUnicode } from "node:url";
import { getDomain, getDomainWithoutSuffix } from "tldts";

/** Letters of other scripts, and figures, that look like Latin ones. The heart of Unicode TS 39 §4, as far as it fits in names of domains. */
const alike: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "aàáâãäåāăąǎạаɑα",
    "bḃвьƅ",
    "cçćĉċčсϲ",
    "dďđԁɗ",
    "eèéêëēĕėęěẹеєҽε",
    "fƒϝ",
    "gĝğġģɡց",
    "hĥħһհ",
    "iìíîïĩīĭįıịіɩι1lĺļľłⅼӏ|ɪ",
    "jĵјʝ",
    "kķкκ",
    "mмɱ",
    "nñńņňпոη",
    "oòóôõöøōŏőọоοσօ0",
    "pрρ",
    "qԛգ",
    "rŕŗřг",
    "sśŝşšѕ5",
    "tţťŧтτ",
    "uùúûüũūŭůűųυսц",
    "vνѵ",
    "wŵԝω",
    "xхχ",
    "yýÿŷуүγ",
    "zźżžᴢ",
  ].flatMap((group) => {
    const [letter = "", ...others] = Array.from(group);
    return others.map((other) => [other, letter]);
  }),
);

/** How a name looks when one does not look closely: two with one skeleton are taken for each other. */
export function skeleton(name: string): string {
  const letters = Array.from(name.normalize("NFKC").toLowerCase(), (char) => alike[char] ?? char).join("");
  return letters.replaceAll("rn", "m").replaceAll("vv", "w").replaceAll("ci", "d").replaceAll("-", "");
}

/** The part of a host name that one owner holds, such as `example.co.uk`. */
export function siteOf(hostname: string): string {
  return getDomain(hostname, { validateHostname: false }) ?? hostname;
}

/** The domain behind an address, in lower case. */
export function domainOfAddress(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

const shortestForSlip = 6;

/** Which of the known domains another one passes itself off as; null when it is one of them, or like none. */
export function lookalikeOf(domain: string, known: Iterable<string>): string | null {
  const site = siteOf(domain);
  const sites = new Set(Array.from(known, siteOf));
  if (sites.has(site)) return null;
  for (const one of sites) {
    // `town.example.evil.net` and `town-example.evil.net`.
    const begins = `${domain}.`.startsWith(`${one}.`) || domain.startsWith(`${one.replaceAll(".", "-")}.`);
    if (begins || looksLike(labelOf(site), labelOf(one))) return one;
  }
  return null;
}

/** The name without its ending, with the letters that a person sees. */
function labelOf(site: string): string {
  const label = getDomainWithoutSuffix(site, { validateHostname: false }) ?? site;
  return domainToUnicode(label) || label;
}

function looksLike(one: string, other: string): boolean {
  if (one === other) return false;
  if (skeleton(one) === skeleton(other)) return true;
  return Math.min(one.length, other.length) >= shortestForSlip && isOneSlipApart(one, other);
}

/** Whether one letter more, less, other or swapped makes one name the other. */
function isOneSlipApart(one: string, other: string): boolean {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one];
  if (b.length - a.length > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
