import { setCookie } from "./locale.ts";

/** Holds accent and motion, so that the first paint is right: `teal.reduced`. */
export const looksCookie = "carbyne-looks";

/** What the page is marked with, from the cookie; anything strange means nothing. */
export function readLooks(kept: string | undefined): { accent: string; motion: string } {
  const [accent = "", motion = ""] = /^[a-z]{1,20}\.[a-z]{1,20}$/.test(kept ?? "") ? (kept ?? "").split(".") : [];
  return { accent, motion };
}

/** Puts accent and motion on the page and remembers them for the next first paint. */
export function applyLooks({ accent, motion }: { accent: string; motion: string }): void {
  const { dataset } = document.documentElement;
  dataset["accent"] = accent;
  dataset["motion"] = motion;
  setCookie(looksCookie, `${accent}.${motion}`);
}
