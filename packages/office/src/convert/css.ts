/** Colours that people write by name, of those in CSS Color 4 §6.1 that editors and pages use most. */
const named: Readonly<Record<string, string>> = {
  black: "000000",
  white: "ffffff",
  red: "ff0000",
  green: "008000",
  blue: "0000ff",
  yellow: "ffff00",
  orange: "ffa500",
  purple: "800080",
  gray: "808080",
  grey: "808080",
  silver: "c0c0c0",
  maroon: "800000",
  olive: "808000",
  lime: "00ff00",
  aqua: "00ffff",
  cyan: "00ffff",
  teal: "008080",
  navy: "000080",
  fuchsia: "ff00ff",
  magenta: "ff00ff",
  pink: "ffc0cb",
  brown: "a52a2a",
};

/** A colour of CSS as six digits; null for one that is none, is not plain, or is seen through. */
export function hexOf(color: unknown): string | null {
  if (typeof color !== "string") return null;
  const text = color.trim().toLowerCase();
  if (/^#[\da-f]{6}(?:ff)?$/.test(text)) return text.slice(1, 7);
  if (/^#[\da-f]{3}$/.test(text)) return text.slice(1).replace(/./g, "$&$&");
  const [, ...parts] =
    /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*(?:1|1\.0|100%)\s*)?\)$/.exec(text) ?? [];
  if (parts.length === 3)
    return parts.map((part) => Math.min(255, Number(part)).toString(16).padStart(2, "0")).join("");
  return named[text] ?? null;
}

const pointsPer: Readonly<Record<string, number>> = { pt: 1, px: 0.75, em: 11, rem: 12 };

/** A size of CSS in points; null for one that is none, or that nobody reads. */
export function pointsOf(size: unknown): number | null {
  const [, number, unit = ""] = /^([\d.]{1,6})(pt|px|em|rem)$/.exec(typeof size === "string" ? size.trim() : "") ?? [];
  const points = Number(number) * (pointsPer[unit] ?? 0);
  return points >= 1 && points <= 400 ? points : null;
}

/** The first of the fonts that CSS names; null for none that a file can name. */
export function fontOf(family: unknown): string | null {
  const first =
    (typeof family === "string" ? family : "")
      .split(",")[0]
      ?.trim()
      .replace(/^(["'])(.*)\1$/, "$2") ?? "";
  return /^[\p{L}\p{N} ._-]{1,60}$/u.test(first) ? first : null;
}
