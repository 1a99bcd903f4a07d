import { randomBytes } from "node:crypto";
import type { mail } from "@carbyne/domain";

/** A page of its own for the body of one message, and the policy that it is shown under. */
export type BodyPage = { readonly html: string; readonly policy: string };

const colours = {
  light: { text: "#1d2230", link: "#3d43b4", quote: "#5b6272", line: "#d9dce4", canvas: "#ffffff" },
  dark: { text: "#e8eaf0", link: "#b3b9f5", quote: "#a3a9b8", line: "#3a4050", canvas: "transparent" },
} as const;

/**
 * The sandbox gives the page an origin of its own: it sees no cookie and no storage of ours, submits no form and cannot navigate the tab. The one
 * script that may run tells the frame around it how high the page is; whatever else got in has no nonce. HTML Standard §7.1.5, CSP3 §6.5.
 */
export function bodyPage(
  { html, hasColours, blockedCount }: mail.MessageBody,
  { theme, remote }: { theme: "light" | "dark"; remote: "block" | "load" },
): BodyPage {
  const nonce = randomBytes(18).toString("base64");
  // Mail with a layout of its own is written for white paper.
  const scheme = hasColours ? "light" : theme;
  const colour = colours[scheme];
  const images = remote === "load" ? "'self' data: https: http:" : "'self' data:";
  const policy = [
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox",
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    `img-src ${images}`,
    remote === "load" ? "font-src data: https: http:" : "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
  // On white paper the letter's own styles for the dark would be light text on white.
  const body =
    scheme === theme
      ? html
      : html.replace(/^<style>[^]*?<\/style>/, (css) =>
          css.replace(/prefers-color-scheme\s*:\s*dark/gi, "prefers-color-scheme: none"),
        );
  const page = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="${scheme}"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><style>
html { background: ${colour.canvas}; }
body { margin: 0; padding: 1px 0; overflow-wrap: anywhere; color: ${colour.text}; font: 15px/1.55 Inter, system-ui, sans-serif; }
a { color: ${colour.link}; } img { max-width: 100%; height: auto; } table { max-width: 100%; } pre { white-space: pre-wrap; }
blockquote { margin: 8px 0 8px 0; padding-left: 12px; border-left: 2px solid ${colour.line}; }
blockquote[type="cite"] { color: ${colour.quote}; }
</style></head><body>${body}<script nonce="${nonce}">
(() => {
  const tell = () => parent.postMessage({ carbyneHeight: Math.ceil(document.documentElement.getBoundingClientRect().height), carbyneBlocked: ${blockedCount} }, "*");
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("load", tell);
  addEventListener("keydown", (event) => parent.postMessage({ carbyneKey: { key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, altKey: event.altKey, shiftKey: event.shiftKey } }, "*"));
  tell();
})();
</script></body></html>`;
  return { html: page, policy };
}
