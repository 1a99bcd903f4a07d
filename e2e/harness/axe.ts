import axe from "axe-core";
import type { Page } from "playwright-core";

/** What is asked of a page: everything, or only what the colours decide. */
type Asked = { readonly within?: string; readonly rules?: "all" | "colours" };

/** What axe finds wrong on a page, as "rule: element". Mail in its frame is its sender's, and is left out. */
export async function askAxe(page: Page, { within, rules = "all" }: Asked = {}): Promise<string[]> {
  const isThere = await page.evaluate("typeof axe === 'object'");
  if (!isThere) await page.evaluate(axe.source);
  const context = JSON.stringify(within ?? { exclude: ["iframe"] });
  const options = JSON.stringify({
    iframes: false,
    preload: false,
    resultTypes: ["violations"],
    ...(rules === "colours" ? { runOnly: ["color-contrast", "link-in-text-block"] } : {}),
  });
  // What is written in scrolls with the caret: the keys reach all of it.
  return page.evaluate(
    `axe.run(${context}, ${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) => {
      const isWritten = ({ target: [at] }) => document.querySelector(at)?.closest("[contenteditable=true]") != null;
      const [first] = nodes.filter((node) => id !== "scrollable-region-focusable" || !isWritten(node));
      return first ? [id + ": " + first.html.slice(0, 200)] : [];
    }))`,
  );
}
