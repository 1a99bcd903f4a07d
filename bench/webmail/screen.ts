import type { Page } from "playwright-core";
import type { Account } from "../servers.ts";

/** What the bench relies on of the screens; a person with a screen reader relies on the same. */
export const screen = {
  signInPath: "/sign-in",
  mailPath: "/mail/inbox",
  row: "main [role=listitem]",
  message: "main article",
} as const;

/** Signs in as a person does, through the form. */
export async function signIn(page: Page, origin: string, account: Account): Promise<void> {
  await fillIn(page, origin, account);
  await submit(page);
  await page.waitForURL((url) => !url.pathname.startsWith(screen.signInPath));
}

/** Opens the form and fills it in. */
export async function fillIn(page: Page, origin: string, { user, password }: Account): Promise<void> {
  await page.goto(origin + screen.signInPath);
  await page.locator("input[autocomplete=username]").fill(user);
  await page.locator("input[autocomplete=current-password]").fill(password);
}

/** Presses the form's one button. */
export async function submit(page: Page): Promise<void> {
  await page.locator("form button[type=submit]").click();
}
