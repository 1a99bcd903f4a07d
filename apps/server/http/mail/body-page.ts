import { randomBytes } from "node:crypto";
import type { mail } from "@carbyne/domain";
import { bodyScript } from "./body-script.ts";

/** A page of its own for the body of one message, and the policy that it is shown under. */
export type BodyPage = { readonly html: string; readonly policy: string };

export type BodyLook = {
  readonly theme: "light" | "dark";
  readonly remote: "block" | "load";
  /** Chosen by the reader; without it, what becomes the message. */
  readonly paper?: "white" | "dark" | undefined;
  /** Of letters that say no size themselves; without it, the usual one. */
  readonly text?: "small" | "large" | undefined;
};

const colours = {
  light: { text: "#1d2230", link: "#3d43b4", quote: "#5b6272", line: "#d9dce4", fold: "#eceef4", canvas: "#ffffff" },
  dark: { text: "#e8eaf0", link: "#b3b9f5", quote: "#a3a9b8", line: "#3a4050", fold: "#2c3140", canvas: "transparent" },
} as const;

const textPx = { small: 14, large: 17 } as const;

type Scheme = keyof typeof colours;

/** In the dark a letter without colours takes the reader's, one that colours only its text is turned around, and one with a paper of its own keeps it. */
function lookOf(
  paper: mail.MessageBody["paper"],
  { theme, paper: chosen }: BodyLook,
): { scheme: Scheme; turned: boolean } {
  const isDark = theme === "dark" && (chosen === undefined ? paper !== "own" : chosen === "dark");
  if (!isDark) return { scheme: "light", turned: false };
  return paper === "none" ? { scheme: "dark", turned: false } : { scheme: "light", turned: true };
}

/**
 * The sandbox gives the page an origin of its own: it sees no cookie and no storage of ours, submits no form and cannot navigate the tab. The one
 * script that may run is ours; whatever else got in has no nonce. Pictures come from this server only. HTML Standard §7.1.5, CSP3 §6.5.
 */
export function bodyPage(body: mail.MessageBody, look: BodyLook): BodyPage {
  const nonce = randomBytes(18).toString("base64");
  const { scheme, turned } = lookOf(body.paper, look);
  const colour = colours[scheme];
  const policy = [
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox",
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    look.remote === "load" ? "img-src 'self' data:" : "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
  // On white paper the letter's own styles for the dark would be light text on white.
  const html =
    scheme === look.theme
      ? body.html
      : body.html.replace(/^<style>[^]*?<\/style>/, (css) =>
          css.replace(/prefers-color-scheme\s*:\s*dark/gi, "prefers-color-scheme: none"),
        );
  const page = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="${turned ? "dark" : scheme}"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><style>
html { background: ${turned ? "transparent" : colour.canvas}; }
body { color: ${colour.text}; font: ${look.text ? textPx[look.text] : 15}px/1.55 Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: ${colour.link}; } img { max-width: 100%; height: auto; } table { max-width: 100%; } pre { white-space: pre-wrap; }
blockquote { margin: 8px 0; padding-inline-start: 12px; border-inline-start: 2px solid ${colour.line}; }
blockquote[type="cite"] { color: ${colour.quote}; }
${turned ? turnedStyle : ""}</style></head><body><div id="carbyne-root" dir="auto" data-paper="${body.paper}">${html}</div><style>
html, body { height: auto !important; min-height: 0 !important; max-height: none !important; margin: 0 !important; padding: 0 !important; position: static !important; }
#carbyne-root { display: flow-root !important; padding: 1px 0; }
#carbyne-root > p:first-of-type { margin-block-start: 0; } #carbyne-root > p:last-of-type { margin-block-end: 0; }
.carbyne-quote > summary { display: inline-block !important; list-style: none; margin: 6px 0; padding: 0 10px; border-radius: 8px; background: ${colour.fold}; color: ${colour.quote}; font: 700 15px/18px sans-serif; letter-spacing: 1px; cursor: pointer; user-select: none; }
.carbyne-quote > summary::-webkit-details-marker { display: none; }
@media (pointer: coarse) { .carbyne-quote > summary { padding: 13px 18px; } }
::highlight(carbyne-hit) { background: #ffe58a; color: #1d2230; }
a[data-goes] { text-decoration: underline wavy ${colour.quote} 1px; text-underline-offset: 3px; }
</style><script nonce="${nonce}">${bodyScript}</script></body></html>`;
  return { html: page, policy };
}

/** Black on white becomes white on black; hues stay, and pictures are turned back. */
const turnedStyle = `#carbyne-root, #carbyne-root img { filter: invert(1) hue-rotate(180deg); }
`;
