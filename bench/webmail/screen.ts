import type { Page } from "playwright-core";

/** What the bench relies on of the screens; a person with a screen reader relies on the same. */
export const screen = {
  signInPath: "/sign-in",
  mailPath: "/mail/inbox",
  row: "main [role=listitem]",
  message: "main article",
} as const;

/** Signs in as a person does, through the form. */
export async function signIn(page: Page, origin: string, user: string, password: string): Promise<void> {
  await page.goto(origin + screen.signInPath);
  await page.locator("input[autocomplete=username]").fill(user);
  await page.locator("input[autocomplete=current-password]").fill(password);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL((url) => !url.pathname.startsWith(screen.signInPath));
}
