import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const css = readFileSync(path.join(import.meta.dirname, "tokens.css"), "utf8");
const accents = ["indigo", "blue", "teal", "green", "orange", "pink"];

/** The tokens that hold for an accent in a theme, as the cascade has them. */
function tokens(accent: string, theme: "light" | "dark"): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, selector = "", body = ""] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const last = selector.replace(/\/\*[\s\S]*?\*\//g, "").trim();
    if (!last.startsWith(":root") || last.includes(" ")) continue;
    const asked = [...last.matchAll(/\[data-(theme|accent)="(\w+)"\]/g)];
    if (!asked.every(([, name, value]) => value === (name === "theme" ? theme : accent))) continue;
    for (const [, name = "", value = ""] of body.matchAll(/(--[\w-]+):\s*(oklch\([^)]*\))/g)) found.set(name, value);
  }
  return found;
}

/** Relative luminance (WCAG 2.2) of an OKLCH colour, after CSS Color 4 §17. */
function luminance(value: string | undefined): number {
  const [l = 0, c = 0, h = 0] = (/oklch\(([^/)]*)/.exec(value ?? "")?.[1] ?? "").trim().split(/\s+/).map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const cube = (x: number) => x ** 3;
  const [long, medium, short] = [
    cube(l + 0.3963377774 * a + 0.2158037573 * b),
    cube(l - 0.1055613458 * a - 0.0638541728 * b),
    cube(l - 0.0894841775 * a - 1.291485548 * b),
  ];
  const clip = (x: number) => Math.min(1, Math.max(0, x));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const cases = accents.flatMap((accent) => [[accent, "light"] as const, [accent, "dark"] as const]);

test.each(cases)("%s in %s can be read wherever it is used", (accent, theme) => {
  const of = tokens(accent, theme);
  const pairs = [
    ["--accent", "--accent-text", 4.5],
    ["--accent-hover", "--accent-text", 4.5],
    ["--accent-ink", "--accent-soft", 4.5],
    ["--accent-ink", "--bg", 4.5],
    ["--text", "--selection", 7],
    ["--text-muted", "--selection", 4.5],
    ["--accent", "--bg", 3],
    ["--focus", "--bg", 3],
  ] as const;
  const low = pairs.filter(([one, other, least]) => contrast(of.get(one), of.get(other)) < least);
  expect(low.map(([one, other]) => `${one} on ${other}: ${contrast(of.get(one), of.get(other)).toFixed(2)}`)).toEqual(
    [],
  );
});

test("each accent is another colour", () => {
  expect(new Set(accents.map((accent) => tokens(accent, "light").get("--accent"))).size).toBe(accents.length);
});
