import type { PageSetup } from "@carbyne/office/model";

const papers = {
  a4: { widthMm: 210, heightMm: 297, name: "A4" },
  letter: { widthMm: 215.9, heightMm: 279.4, name: "letter" },
};
const pxOfMm = 96 / 25.4;

/** How large a page is, and what is left of it for the text. */
export function pageSize({ size, isLandscape, marginMm }: PageSetup) {
  const { widthMm, heightMm } = papers[size];
  const [across, down] = isLandscape ? [heightMm, widthMm] : [widthMm, heightMm];
  return {
    widthPx: across * pxOfMm,
    heightPx: down * pxOfMm,
    marginPx: marginMm * pxOfMm,
    textHeightPx: (down - 2 * marginMm) * pxOfMm,
  };
}

/** Words as CSS takes them: nothing in them can end them. CSS Syntax 3 §4.3.7. */
export const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 32).toString(16)} `)}"`;

/** The rules by which a browser puts the text on pages, and by which the page on the screen has the same width. */
export function pageCss(setup: PageSetup): string {
  const { size, isLandscape, marginMm, header, footer, isNumbered } = setup;
  const { widthPx, marginPx } = pageSize(setup);
  const look = "font-size: 9pt; font-family: Inter, sans-serif;";
  const box = (place: string, content: string) => `@${place} { content: ${content}; ${look} }`;
  const number = "counter(page)";
  const boxes = [
    header === "" ? "" : box("top-center", cssString(header)),
    footer === "" ? "" : box(isNumbered ? "bottom-left" : "bottom-center", cssString(footer)),
    isNumbered ? box(footer === "" ? "bottom-center" : "bottom-right", number) : "",
  ].join(" ");
  return `
@page { size: ${papers[size].name} ${isLandscape ? "landscape" : "portrait"}; margin: ${marginMm}mm; ${boxes} }
@media screen and (min-width: 768px) {
  .doc-canvas { --page-width: ${widthPx.toFixed(2)}px; --page-margin: ${marginPx.toFixed(2)}px; }
}`;
}
