/** Where the parts of a page come from. */
export interface Sources {
  /** Address of the message part with this Content-ID, null when there is none. */
  cid: (id: string) => string | null;
  /** Address to load instead of one on another server, null to block it. */
  remote: (url: string) => string | null;
}

const rasterImage =
  /^data:image\/(?:png|gif|jpe?g|webp|bmp|avif|x-icon|vnd\.microsoft\.icon)(?:;[\w=-]{1,40})*,[A-Za-z0-9+/=%_\s-]*$/i;
/** What addresses may hold once they are cleaned: nothing that could end an attribute, a string or a style element. */
const linkSchemes = /^(?:https?:\/\/|mailto:|tel:|sms:)/i;

/** Decides over every address in a message and counts what is refused. */
export class UrlPolicy {
  blockedCount = 0;
  readonly sources: Sources;

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** An address that is loaded by itself: image, background, font. */
  readonly resource = (value: string): string | null => {
    const url = clean(value);
    if (/^cid:/i.test(url)) return this.sources.cid(decodeId(url.slice(4)));
    if (/^data:/i.test(url)) return rasterImage.test(url) ? url : null;
    const absolute = absoluteUrl(url);
    // Relative addresses would be taken from our own server: they mean nothing in a message.
    if (absolute === null) return null;
    const allowed = this.sources.remote(absolute);
    if (allowed === null) this.blockedCount++;
    return allowed;
  };

  /** An address that a person may follow. */
  link(value: string): string | null {
    const url = clean(value);
    if (/^#[^\s]{0,200}$/.test(url)) return url === "#" ? url : `#${ownName(url.slice(1))}`;
    const absolute = url.startsWith("//") ? `https:${url}` : url;
    return linkSchemes.test(absolute) ? absolute : null;
  }

  /** A candidate list of `srcset`: each address decided by itself, descriptors kept. */
  sourceSet(value: string): string | null {
    const kept: string[] = [];
    // An address ends at white space; a comma belongs to it unless it is its last character.
    for (const match of value.slice(0, 100_000).matchAll(/([^\s,][^\s]*)(\s+[^,]*)?(?:,|$)/g)) {
      const url = this.resource((match[1] ?? "").replace(/,+$/, ""));
      const descriptor = (match[2] ?? "").trim();
      if (url !== null && /^(?:\d{1,6}(?:\.\d{1,6})?[wxh])?$/.test(descriptor))
        kept.push(descriptor ? `${url} ${descriptor}` : url);
    }
    return kept.length === 0 ? null : kept.join(", ");
  }
}

const namePrefix = "m-";

/**
 * A name of the message's own. Without the prefix an element called `cookie` or `documentElement` would stand for the document's property of
 * that name (HTML Standard §3.1.6, named access), for the page's own script too.
 */
export function ownName(name: string): string {
  return name.startsWith(namePrefix) ? name : `${namePrefix}${name}`;
}

/** Browsers drop line breaks and tabs inside of addresses and control characters around them, URL Standard §4.4. */
function clean(value: string): string {
  return value
    .replace(/[\t\n\r\0]/g, "")
    .replace(/^[\0- \u00a0]+/, "")
    .trimEnd();
}

/** http and https addresses, with the forms that browsers take for them; null for all others. */
function absoluteUrl(url: string): string | null {
  const slashes = url.replace(
    /^([a-z]{4,5}:)?[\\/]{2,}/i,
    (_match, scheme: string | undefined) => `${scheme ?? "https:"}//`,
  );
  if (!/^https?:/i.test(slashes)) return null;
  try {
    return new URL(slashes).href;
  } catch {
    return null;
  }
}

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
