import { expect, test } from "vitest";
import { printPage } from "./print-page.ts";

test("paper has heads that are escaped, each message in a tree of its own, and one script of ours", () => {
  const { html, policy } = printPage({
    subject: "<b>Roof",
    locale: "en",
    printLabel: "Print",
    messages: [
      { head: [["From", "Ann <ann@x.example>"]], html: "<style>p{color:red}</style><p>one</p>" },
      { head: [], html: "<p>two</p>" },
    ],
  });
  expect(html).toContain("<title>&lt;b&gt;Roof</title>");
  expect(html).toContain('<dd dir="auto">Ann &lt;ann@x.example&gt;</dd>');
  expect(html.match(/<template shadowrootmode="open">/g)).toHaveLength(2);
  expect(html.match(/<script/g)).toHaveLength(1);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
  expect(html).toContain(`<script nonce="${nonce}">`);
  expect(policy).toMatch(/^sandbox allow-scripts allow-modals; default-src 'none'; /);
  expect(policy).not.toMatch(/allow-same-origin|https?:/);
});
