import { expect, test } from "vitest";
import { bodyPage } from "./body-page.ts";
import { contentDisposition } from "./content-disposition.ts";

const body = (html: string, paper: "none" | "text" | "own" = "none") => ({
  html,
  isPlain: false,
  paper,
  blockedCount: 2,
  isClipped: false,
});

test("the page is sandboxed, runs one script of ours, and loads nothing from elsewhere unless asked to", () => {
  const blocked = bodyPage(body("<p>x</p>"), { theme: "light", remote: "block" });
  expect(blocked.policy).toMatch(
    /^sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; /,
  );
  expect(blocked.policy).not.toContain("allow-same-origin");
  expect(blocked.policy).toContain("img-src data:;");
  const nonce = /'nonce-([^']+)'/.exec(blocked.policy)?.[1] ?? "";
  expect(blocked.html.match(/<script/g)).toHaveLength(1);
  expect(blocked.html).toContain(`<script nonce="${nonce}">`);
  const loaded = bodyPage(body("<p>x</p>"), { theme: "light", remote: "load" });
  expect(loaded.policy).toContain("img-src 'self' data:;");
  expect(loaded.policy).not.toContain("http");
});

test("letters that say no size themselves are as large as the reader wants them", () => {
  const sizeOf = (text?: "small" | "large") =>
    /body \{[^}]* font: (\d+)px/.exec(bodyPage(body("<p>x</p>"), { theme: "light", remote: "block", text }).html)?.[1];
  expect([sizeOf("small"), sizeOf(), sizeOf("large")]).toEqual(["14", "15", "17"]);
});

test.each([
  ["none", "light", undefined, "light", false],
  ["none", "dark", undefined, "dark", false],
  ["none", "dark", "white", "light", false],
  ["text", "dark", undefined, "dark", true],
  ["own", "dark", undefined, "light", false],
  ["own", "dark", "dark", "dark", true],
  ["own", "light", "dark", "light", false],
] as const)("paper %s in the %s, chosen %s: shown %s, turned around: %s", (paper, theme, chosen, shown, turned) => {
  const own = "<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style><p>prefers-color-scheme: dark</p>";
  const { html } = bodyPage(body(own, paper), { theme, remote: "block", paper: chosen });
  expect(html).toContain(`name="color-scheme" content="${shown}"`);
  expect(html.includes("invert(1)")).toBe(turned);
  // The letter's own dark is for where it is not turned around.
  expect(html.includes("prefers-color-scheme: none")).toBe(theme === "dark" && (shown === "light" || turned));
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
