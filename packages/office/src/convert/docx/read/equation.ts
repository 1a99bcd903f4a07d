import type { Losses } from "../../conversion.ts";
import { endNames, withNames } from "../math-signs.ts";
import { childOf, type Element, elementsOf, textOf } from "../../xml.ts";

const sums: Readonly<Record<string, string>> = {
  "∑": "\\sum",
  "∏": "\\prod",
  "∐": "\\coprod",
  "∫": "\\int",
  "∬": "\\iint",
  "∭": "\\iiint",
  "∮": "\\oint",
  "⋃": "\\bigcup",
  "⋂": "\\bigcap",
};
const accents: Readonly<Record<string, string>> = {
  "\u0302": "\\hat",
  "\u0303": "\\tilde",
  "\u0304": "\\bar",
  "\u0305": "\\overline",
  "\u0307": "\\dot",
  "\u0308": "\\ddot",
  "\u20d7": "\\vec",
};
const brackets: Readonly<Record<string, string>> = { "{": "\\{", "}": "\\}", "": "." };

/** A formula of an office program (ECMA-376 part 1 §22.1) in LaTeX; what has no way of being said there is left out and counted. */
export const latexOf = (element: Element, losses: Losses): string => endNames(partOf(element, losses));

function partOf(element: Element, losses: Losses): string {
  const inside = (one: Element | undefined): string =>
    elementsOf(one)
      .map((child) => partOf(child, losses))
      .join("");
  const part = (name: string) => inside(childOf(element, name));
  const property = (name: string) => childOf(childOf(element, `${element.name}Pr`), name)?.attributes["m:val"];
  switch (element.name) {
    case "m:oMath":
    case "m:oMathPara":
    case "m:e":
    case "m:box":
    case "m:sPre":
    case "m:phant":
    case "m:borderBox":
      return inside(element);
    case "m:r":
      return elementsOf(element)
        .map((child) => (child.name === "m:t" || child.name === "w:t" ? withNames(textOf(child)) : ""))
        .join("");
    case "m:f":
      return `\\frac{${part("m:num")}}{${part("m:den")}}`;
    case "m:sSup":
      return `${base(part("m:e"))}^{${part("m:sup")}}`;
    case "m:sSub":
      return `${base(part("m:e"))}_{${part("m:sub")}}`;
    case "m:sSubSup":
      return `${base(part("m:e"))}_{${part("m:sub")}}^{${part("m:sup")}}`;
    case "m:rad": {
      const degree = part("m:deg");
      return degree === "" ? `\\sqrt{${part("m:e")}}` : `\\sqrt[${degree}]{${part("m:e")}}`;
    }
    case "m:nary": {
      const sign = sums[property("m:chr") ?? "∫"] ?? "\\int";
      const [sub, sup] = [part("m:sub"), part("m:sup")];
      return `${sign}${sub === "" ? "" : `_{${sub}}`}${sup === "" ? "" : `^{${sup}}`} ${part("m:e")}`;
    }
    case "m:d": {
      const [open = "(", close = ")"] = [property("m:begChr"), property("m:endChr")];
      const content = elementsOf(element)
        .filter(({ name }) => name === "m:e")
        .map(inside)
        .join(property("m:sepChr") ?? "|");
      return `\\left${brackets[open] ?? open}${content}\\right${brackets[close] ?? close}`;
    }
    case "m:func":
      return `${part("m:fName")} ${part("m:e")}`;
    case "m:acc":
      return `${accents[property("m:chr") ?? "\u0302"] ?? "\\hat"}{${part("m:e")}}`;
    case "m:bar":
      return `${property("m:pos") === "bot" ? "\\underline" : "\\overline"}{${part("m:e")}}`;
    case "m:limLow":
      return `\\underset{${part("m:lim")}}{${part("m:e")}}`;
    case "m:limUpp":
      return `\\overset{${part("m:lim")}}{${part("m:e")}}`;
    case "m:m":
      return `\\begin{matrix}${rowsOf(element, "m:mr", inside)}\\end{matrix}`;
    case "m:eqArr":
      return `\\begin{aligned}${elementsOf(element)
        .filter(({ name }) => name === "m:e")
        .map(inside)
        .join("\\\\")}\\end{aligned}`;
    default:
      if (element.name.endsWith("Pr")) return "";
      if (!element.name.startsWith("w:")) losses.add("equations");
      return inside(element);
  }
}

const base = (latex: string) => (/^(?:[^\\{}]|\\[a-z]+\0?)$/i.test(latex) ? latex : `{${latex}}`);

function rowsOf(element: Element, name: string, inside: (element: Element) => string): string {
  return elementsOf(element)
    .filter((row) => row.name === name)
    .map((row) =>
      elementsOf(row)
        .filter((cell) => cell.name === "m:e")
        .map(inside)
        .join("&"),
    )
    .join("\\\\");
}
