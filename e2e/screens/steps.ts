import type { Page } from "playwright-core";

/** Whose page it is in the tests of screens. */
export type Who = "maren" | "admin";

/** The steps begin wherever the ones before them ended, so each first goes where it belongs. */
export type Screen = readonly [name: string, who: Who, steps: (page: Page) => Promise<void>];

/** A whole page, with a text of it: gone to once and then made narrow, where the steps of a screen begin anew on each device. */
export type WholePage = readonly [name: string, who: Who, place: string, text: string];

export async function goTo(page: Page, place: string, text: string): Promise<void> {
  await page.goto(place);
  await page.getByText(text).first().waitFor();
}

export const inbox = (page: Page) => goTo(page, "/mail/inbox", "Neue Öffnungszeiten");

/** Asks what the verb of a key asks about a conversation. */
export async function ask(page: Page, key: string): Promise<void> {
  await inbox(page);
  await page
    .locator("[data-row] a")
    .first()
    .click({ modifiers: ["Control"] });
  await page.keyboard.press(key);
  await page.getByRole("dialog").waitFor();
}
