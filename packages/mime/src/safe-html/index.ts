import { Parser } from "htmlparser2";
import sanitizeHtml from "sanitize-html";
import { htmlPieces } from "../html-pieces.ts";
import { filterStyleAttribute, filterStyleSheet } from "./css.ts";
import { allowedAttributes, allowedTags, droppedWithContent } from "./allowed.ts";
import { ownName, type Sources, UrlPolicy } from "./urls.ts";

export interface SafeHtml {
  html: string;
  /** Addresses of other servers that were left out. */
  blockedCount: number;
}

const deepestElement = 200;

/**
 * HTML of a message made safe to show: no code, no forms, no frames, nothing that loads from elsewhere unless `remote`
 * gives an address for it. The result is a fragment with its style sheet first.
 */
export function safeHtml(html: string, sources: Sources): SafeHtml {
  const urls = new UrlPolicy(sources);
  const pieces = htmlPieces(html);
  const css = pieces
    .flatMap(styleSheets)
    .map((sheet) => filterStyleSheet(sheet, urls.resource))
    .join("");
  const body = pieces.map((piece) => safePiece(piece, urls)).join("");
  return { html: css === "" ? body : `<style>${css}</style>${body}`, blockedCount: urls.blockedCount };
}

function safePiece(html: string, urls: UrlPolicy): string {
  return sanitizeHtml(html, {
    allowedTags,
    allowedAttributes: { "*": allowedAttributes },
    nonTextTags: droppedWithContent,
    disallowedTagsMode: "discard",
    nestingLimit: deepestElement,
    // Every address has been through UrlPolicy; the list only keeps what that lets pass.
    allowedSchemes: ["http", "https", "mailto", "tel", "sms", "data", "cid"],
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    transformTags: {
      "*": (name, attributes) => ({
        // The body's colours and background matter; its tag would merge with the page's.
        tagName: name === "body" ? "div" : name,
        attribs: safeAttributes(name, attributes, urls),
      }),
    },
  });
}

/** Whether showing the HTML would load something from another server. */
export function hasRemote(html: string): boolean {
  return safeHtml(html, { cid: () => null, remote: () => null }).blockedCount > 0;
}

/** The text of all style elements. They are taken out here and put back filtered, never passed through in place. */
function styleSheets(html: string): string[] {
  const sheets: string[] = [];
  if (!/<style/i.test(html)) return sheets;
  let depth = 0;
  const parser = new Parser({
    onopentag: (name) => {
      if (name === "style" && depth++ === 0) sheets.push("");
    },
    ontext: (text) => {
      if (depth > 0) sheets.push((sheets.pop() ?? "") + text);
    },
    onclosetag: (name) => {
      if (name === "style" && depth > 0) depth--;
    },
  });
  parser.write(html);
  parser.end();
  return sheets;
}

function safeAttributes(name: string, attributes: Record<string, string>, urls: UrlPolicy): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    const kept = safeAttribute(name, key, value, urls);
    if (kept !== null) safe[key] = kept;
  }
  if (safe["href"] !== undefined && !safe["href"].startsWith("#")) {
    safe["target"] = "_blank";
    safe["rel"] = "noopener noreferrer";
  }
  return safe;
}

function safeAttribute(name: string, key: string, value: string, urls: UrlPolicy): string | null {
  switch (key) {
    case "style":
      return filterStyleAttribute(value, urls.resource) || null;
    case "href":
      return name === "a" || name === "area" ? urls.link(value) : null;
    case "src":
      return name === "img" ? urls.resource(value) : null;
    case "background":
      return urls.resource(value);
    case "srcset":
      return name === "img" || name === "source" ? urls.sourceSet(value) : null;
    case "id":
      return ownName(value);
    case "name":
      return name === "a" || name === "map" ? ownName(value) : null;
    case "usemap":
      return /^#[\w.:-]{1,100}$/.test(value) ? `#${ownName(value.slice(1))}` : null;
    case "headers":
      return value.split(/\s+/).filter(Boolean).map(ownName).join(" ");
    default:
      return value;
  }
}
