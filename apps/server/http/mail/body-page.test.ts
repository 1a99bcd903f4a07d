import { expect, test } from "vitest";
import { bodyPage } from "./body-page.ts";
import { contentDisposition } from "./content-disposition.ts";

const body = (html: string, hasColours = false) => ({ html, isPlain: false, hasColours, blockedCount: 2 });

test("the page is sandboxed, runs one script of ours, and loads nothing from elsewhere unless asked to", () => {
  const blocked = bodyPage(body("<p>x</p>"), { theme: "light", remote: "block" });
  expect(blocked.policy).toMatch(
    /^sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; /,
  );
  expect(blocked.policy).not.toContain("allow-same-origin");
  expect(blocked.policy).toContain("img-src 'self' data:;");
  const nonce = /'nonce-([^']+)'/.exec(blocked.policy)?.[1] ?? "";
  expect(blocked.html.match(/<script/g)).toHaveLength(1);
  expect(blocked.html).toContain(`<script nonce="${nonce}">`);
  expect(blocked.html).toContain("carbyneBlocked: 2");
  const loaded = bodyPage(body("<p>x</p>"), { theme: "light", remote: "load" });
  expect(loaded.policy).toContain("img-src 'self' data: https: http:");
});

test("a letter without colours takes the reader's, one with colours is on white and stays there", () => {
  expect(bodyPage(body("<p>x</p>"), { theme: "dark", remote: "block" }).html).toContain('content="dark"');
  const own = "<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style><p>prefers-color-scheme: dark</p>";
  const { html } = bodyPage(body(own, true), { theme: "dark", remote: "block" });
  expect(html).toContain('content="light"');
  expect(html).toContain("@media (prefers-color-scheme: none)");
  expect(html).toContain("<p>prefers-color-scheme: dark</p>");
});

test("a file's name reaches every browser, and only harmless types are shown in place", () => {
  expect(contentDisposition('Über "x".pdf', "application/pdf", "inline")).toBe(
    `inline; filename="_ber _x_.pdf"; filename*=UTF-8''%C3%9Cber%20%22x%22.pdf`,
  );
  expect(contentDisposition("a.html", "text/html", "inline")).toMatch(/^attachment; /);
  expect(contentDisposition("a.svg", "image/svg+xml", "inline")).toMatch(/^attachment; /);
  expect(contentDisposition("a\r\nX: y\ud800", "image/png", "attachment")).not.toMatch(/[\r\n]/);
});
