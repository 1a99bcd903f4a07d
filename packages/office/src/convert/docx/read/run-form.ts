import { childOf, type Element, isOn, valueOf } from "../../xml.ts";

/** What a run of characters looks like. */
export type RunForm = {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  vertical?: "subscript" | "superscript" | null;
  color?: string | null;
  highlight?: string | null;
  fontFamily?: string | null;
  /** As in CSS. */
  fontSize?: string | null;
  isHidden?: boolean;
};

/** ECMA-376 part 1 §17.18.40. */
const highlights: Readonly<Record<string, string>> = {
  yellow: "#ffff00",
  green: "#00ff00",
  cyan: "#00ffff",
  magenta: "#ff00ff",
  blue: "#0000ff",
  red: "#ff0000",
  darkBlue: "#000080",
  darkCyan: "#008080",
  darkGreen: "#008000",
  darkMagenta: "#800080",
  darkRed: "#800000",
  darkYellow: "#808000",
  darkGray: "#808080",
  lightGray: "#c0c0c0",
  black: "#000000",
  white: "#ffffff",
};

const colorOf = (value: string | undefined): string | null =>
  value !== undefined && /^[\da-f]{6}$/i.test(value) ? `#${value.toLowerCase()}` : null;
const longestName = 60;

/** Reads properties of runs (ECMA-376 part 1 §17.3.2), of which later ones count more. */
export function readRunForm(properties: readonly (Element | undefined)[]): RunForm {
  const form: RunForm = {};
  for (const one of properties) apply(form, one);
  return form;
}

function apply(form: RunForm, properties: Element | undefined): void {
  const set = <Key extends keyof RunForm>(name: string, key: Key, read: (element: Element) => RunForm[Key]) => {
    const element = childOf(properties, name);
    if (element) form[key] = read(element);
  };
  if (!properties) return;
  set("w:b", "bold", isOn);
  set("w:i", "italic", isOn);
  set("w:u", "underline", isOn);
  set("w:strike", "strike", isOn);
  set("w:dstrike", "strike", isOn);
  set("w:vanish", "isHidden", isOn);
  set("w:vertAlign", "vertical", (element) => {
    const value = valueOf(element);
    return value === "subscript" || value === "superscript" ? value : null;
  });
  set("w:color", "color", (element) => colorOf(valueOf(element)));
  set("w:shd", "highlight", ({ attributes }) => {
    const fill = colorOf(attributes["w:fill"]);
    return fill === "#ffffff" ? null : fill;
  });
  set("w:highlight", "highlight", (element) => highlights[valueOf(element) ?? ""] ?? null);
  set("w:rFonts", "fontFamily", ({ attributes }) => {
    const name = attributes["w:ascii"] ?? attributes["w:hAnsi"];
    return name !== undefined && /^[\p{L}\p{N} ._-]+$/u.test(name) ? name.slice(0, longestName) : null;
  });
  set("w:sz", "fontSize", (element) => {
    const halves = Number(valueOf(element));
    return Number.isFinite(halves) && halves >= 2 && halves <= 800 ? `${halves / 2}pt` : null;
  });
}
