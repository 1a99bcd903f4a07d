import { fontOf, hexOf, pointsOf } from "../css.ts";
import type { Looks } from "../marks.ts";
import type { Element } from "../xml.ts";

/** What elements make of the text in them (HTML Living Standard §4.5, and those that pages had before). */
const byName: Readonly<Record<string, Looks>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  cite: { italic: true },
  dfn: { italic: true },
  var: { italic: true },
  address: { italic: true },
  u: { underline: true },
  ins: { underline: true },
  s: { strike: true },
  del: { strike: true },
  strike: { strike: true },
  code: { isCode: true },
  kbd: { isCode: true },
  samp: { isCode: true },
  tt: { isCode: true },
  sub: { vertical: "subscript" },
  sup: { vertical: "superscript" },
  mark: { highlight: null },
};

/** The declarations of a style attribute, the names in small letters. */
export function declarationsOf({ attributes }: Element): ReadonlyMap<string, string> {
  const style = attributes["style"] ?? "";
  if (style.length > 10_000) return new Map();
  return new Map(
    style.split(";").map((one) => {
      const colon = one.indexOf(":");
      return [one.slice(0, colon).trim().toLowerCase(), one.slice(colon + 1).trim()];
    }),
  );
}

/** What text looks like in an element, after what it looks like around that. */
export function looksIn(element: Element, around: Looks): Looks {
  const styles = declarationsOf(element);
  const { name, attributes } = element;
  const looks: { -readonly [Key in keyof Looks]: Looks[Key] } = { ...around, ...byName[name] };
  const color = hexOf(styles.get("color") ?? (name === "font" ? attributes["color"] : undefined));
  if (color !== null && name !== "a") looks.color = `#${color}`;
  const family = fontOf(styles.get("font-family") ?? (name === "font" ? attributes["face"] : undefined));
  if (family !== null && !looks.isCode) looks.fontFamily = family;
  const points = pointsOf(styles.get("font-size"));
  if (points !== null && !/^h[1-6]$/.test(name)) looks.fontSize = `${points}pt`;
  const background = hexOf(styles.get("background-color"));
  if (background !== null && background !== "ffffff" && isInline(name)) looks.highlight = `#${background}`;
  const weight = styles.get("font-weight") ?? "";
  if (/^(?:bold|bolder|[6-9]00)$/.test(weight)) looks.bold = true;
  if (/^(?:normal|[1-4]00)$/.test(weight)) looks.bold = false;
  const slant = styles.get("font-style") ?? "";
  if (/^(?:italic|oblique)/.test(slant)) looks.italic = true;
  if (slant === "normal") looks.italic = false;
  const line = `${styles.get("text-decoration") ?? ""} ${styles.get("text-decoration-line") ?? ""}`;
  if (line.includes("underline") && name !== "a") looks.underline = true;
  if (line.includes("line-through")) looks.strike = true;
  const vertical = styles.get("vertical-align");
  if (vertical === "sub") looks.vertical = "subscript";
  if (vertical === "super") looks.vertical = "superscript";
  return looks;
}

const isInline = (name: string) => name === "span" || name === "font" || name === "mark";

const aligned = new Set(["center", "right", "justify"]);

/** How the lines of a block are set; null for as always. */
export function alignmentOf(element: Element): string | null {
  const wanted = (declarationsOf(element).get("text-align") ?? element.attributes["align"] ?? "").toLowerCase();
  const align = wanted === "end" ? "right" : wanted;
  return aligned.has(align) ? align : null;
}

/** Whether nobody is to see an element, or it only shows what is known otherwise. */
export function isUnseen(element: Element): boolean {
  const { attributes } = element;
  if (attributes["data-notes"] !== undefined || attributes["data-tick"] !== undefined) return true;
  return attributes["hidden"] !== undefined || /^none\b/.test(declarationsOf(element).get("display") ?? "");
}
