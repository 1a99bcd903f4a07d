import path from "node:path";
import { askAxe } from "./axe.ts";
import type { Opened } from "./browser.ts";

/** How a screen is looked at: the window, and the light. */
export type Look = {
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme: "light" | "dark";
};

/** Keeps a picture of what a page shows in each look, the first of which it has already, and answers what is wrong. */
export async function lookAt(page: Opened, looks: readonly Look[], picture: string): Promise<string[]> {
  const found: string[] = [];
  let measured: Look | undefined;
  for (const look of looks) {
    const { size, scheme } = look;
    if (measured) await page.emulateMedia({ colorScheme: scheme });
    if (measured && measured.size !== size) await page.setViewportSize(size);
    await page.waitForTimeout(120);
    // Colours that are still on their way have no contrast yet; what moves for ever is not waited for.
    await page.evaluate(
      "Promise.race([Promise.allSettled(document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime)).map((one) => one.finished)), new Promise((resolve) => setTimeout(resolve, 1000))]).then(() => null)",
    );
    await page.screenshot({ path: `${picture}-${size.width}-${scheme}.png` });
    // In the other light only the colours can be wrong.
    const wrong = await askAxe(page, { rules: measured?.size === size ? "colours" : "all" });
    if (await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
      wrong.push("wider than the window");
    found.push(...wrong.map((one) => `${path.basename(picture)} ${size.width} ${scheme}: ${one}`));
    measured = look;
  }
  found.push(...page.faults.splice(0).map((fault) => `${path.basename(picture)}: ${fault}`));
  const [first] = looks;
  if (first && measured !== first) {
    await page.emulateMedia({ colorScheme: first.scheme });
    await page.setViewportSize(first.size);
  }
  return found;
}
