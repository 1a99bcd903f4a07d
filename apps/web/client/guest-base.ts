/**
 * The address of the invitation that this page is below, for a guest of one room of the chat; "" on the pages of people with an account. Everything
 * that is asked lies below it. No link of ours leads from the one kind of page to the other but by loading the whole page.
 */
export const guestBase: string = typeof window === "undefined" ? "" : guestBaseOf(window.location.pathname);

/** The part of a path that says by which invitation its guest came; "" where it is no guest's. */
export function guestBaseOf(path: string): string {
  return /^\/r\/[\w-]{32}(?=\/|$)/.exec(path)?.[0] ?? "";
}
