import { setCookie } from "./locale.ts";

/** Holds accent, motion and the size of text, so that the first paint is right: `teal.reduced.large`. */
export const looksCookie = "carbyne-looks";

interface Looks {
  accent: string;
  motion: string;
  textSize: string;
}

/** What the page is marked with, from the cookie; anything strange means nothing. */
export function readLooks(kept: string | undefined): Looks {
  const isRead = /^[a-z]{1,20}(?:\.[a-z]{1,20}){1,2}$/.test(kept ?? "");
  const [accent = "", motion = "", textSize = ""] = isRead ? (kept ?? "").split(".") : [];
  return { accent, motion, textSize };
}

/** Puts accent, motion and the size of text on the page and remembers them for the next first paint. */
export function applyLooks({ accent, motion, textSize }: Looks): void {
  const { dataset } = document.documentElement;
  dataset["accent"] = accent;
  dataset["motion"] = motion;
  dataset["textSize"] = textSize;
  setCookie(looksCookie, `${accent}.${motion}.${textSize}`);
}
