import { domainToUnicode } from "node:url";
import { getDomain } from "tldts";
import { type Document, DomUtils, type Element } from "./tree.ts";

/** A text that a person takes for the address of a site: `bank.example`, `https://bank.example/login`, `www.bank.example`. */
const shownAddress =
  /^\s*(?:https?:\/\/)?(?:[^\s/@]*@)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]+)\.?(?::\d+)?(?:[/?#]\S*)?\s*$/u;
const longestShown = 300;
/** A file's name looks like a site's, as `plan.pdf` does; some endings are both. */
const fileName =
  /^[^\s/:]+\.(?:7z|csv|docx?|dmg|eml|exe|gif|gz|html?|ics|jpe?g|js|json|md|mov|mp[34]|od[pst]|pdf|png|pptx?|py|rar|rs|sh|svg|tar|ts|txt|vcf|webp|xlsx?|xml|zip)$/i;

/** Gives every link whose text names another site than it goes to the attributes `data-shows` and `data-goes`. */
export function markLinks(root: Document): void {
  for (const link of DomUtils.getElementsByTagName("a", root, true)) {
    const deceit = deceitOf(link);
    if (!deceit) continue;
    link.attribs["data-shows"] = deceit.shows;
    link.attribs["data-goes"] = deceit.goes;
  }
}

function deceitOf(link: Element): { shows: string; goes: string } | null {
  const href = link.attribs["href"] ?? "";
  if (!/^https?:/i.test(href) || !URL.canParse(href)) return null;
  const text = DomUtils.textContent(link);
  const shown = text.length > longestShown || fileName.test(text.trim()) ? undefined : shownAddress.exec(text)?.[1];
  if (shown === undefined || !URL.canParse(`http://${shown}`)) return null;
  const wanted = new URL(`http://${shown}`).hostname;
  const { hostname } = new URL(href);
  if (siteOf(wanted) === null || siteOf(wanted) === siteOf(hostname)) return null;
  return { shows: readable(wanted), goes: readable(hostname) };
}

/** What one owner holds: `shop.example.co.uk` is of `example.co.uk`. Null for a name under no public suffix. */
function siteOf(hostname: string): string | null {
  return getDomain(hostname, { validateHostname: false }) ?? (/^[\d.]+$|^\[/.test(hostname) ? hostname : null);
}

/** A name with letters of other scripts as it reads, followed by what it is. */
function readable(hostname: string): string {
  const unicode = domainToUnicode(hostname);
  return unicode === hostname || unicode === "" ? hostname : `${unicode} (${hostname})`;
}
