import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Context, mail } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";

type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly url: URL;
  readonly response: ServerResponse;
};

/** `GET /mail/print?id=…`: a conversation or a message on paper, and the browser's own dialog for it. */
export async function answerPrint({ ctx, actor, url, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const id = url.searchParams.get("id") ?? "";
  const remote = url.searchParams.get("images") === "1" ? "load" : "block";
  const { html, policy } = printPage(await mail.printConversation(ctx, actor, { id, remote }));
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "cache-control": "private, no-store",
  });
  response.end(html);
}

/**
 * The page, under the policy of a message's own page, which here may also open the dialog. Each message is in a shadow tree of its own, so that the
 * style sheet of one does not reach the others (HTML Standard §4.12.3, shadowrootmode).
 */
export function printPage({ subject, locale, printLabel, messages }: mail.Printed): { html: string; policy: string } {
  const nonce = randomBytes(18).toString("base64");
  const policy = [
    "sandbox allow-scripts allow-modals",
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  const html = `<!doctype html><html lang="${escape(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light"><link rel="icon" href="data:,"><title>${escape(subject)}</title><style>
body { max-width: 820px; margin: 24px auto; padding: 0 16px; background: #ffffff; color: #1d2230; font: 14px/1.5 Inter, system-ui, sans-serif; }
h1 { font-size: 20px; font-weight: 600; margin: 0 0 16px; overflow-wrap: anywhere; }
article { border-top: 1px solid #d9dce4; padding: 16px 0 24px; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 12px; margin: 0 0 16px; color: #5b6272; font-size: 13px; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
button { float: inline-end; height: 40px; padding: 0 16px; border: 1px solid #c3c7d1; border-radius: 6px; background: #ffffff; font: inherit; cursor: pointer; }
@page { margin: 16mm; }
@media print { body { margin: 0; padding: 0; max-width: none; } button { display: none; } dl { break-after: avoid; } }
</style></head><body><button type="button">${escape(printLabel)}</button><h1 dir="auto">${escape(subject)}</h1>${messages.map(article).join("")}
<script nonce="${nonce}">
document.querySelector("body > button").addEventListener("click", () => print());
addEventListener("load", () => setTimeout(() => print(), 100));
</script></body></html>`;
  return { html, policy };
}

function article({ head, html }: mail.Printed["messages"][number]): string {
  const lines = head.map(([name, value]) => `<dt>${escape(name)}</dt><dd dir="auto">${escape(value)}</dd>`).join("");
  return `<article><dl>${lines}</dl><div><template shadowrootmode="open"><style>
:host { display: flow-root; overflow-wrap: anywhere; } img { max-width: 100%; height: auto; } pre { white-space: pre-wrap; }
blockquote { margin: 8px 0; padding-inline-start: 12px; border-inline-start: 2px solid #d9dce4; }
</style><div dir="auto">${html}</div></template></div></article>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
