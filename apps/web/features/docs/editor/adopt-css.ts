import { useEffect } from "react";

/** Rules that are there as long as the component is. They are taken as they are, by the page alone: no build makes them into what older browsers know. */
export function useAdoptedCss(css: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [css]);
}

/** What holds lines runs as the first of them, whose own direction the browser finds by its words. */
export const directionCss = `
.doc-text :is(ul, ol):has(> li:first-child > p:first-child:dir(rtl)),
.doc-text ul:has(> li:first-child > div > p:first-child:dir(rtl)),
.doc-text :is(blockquote, div[data-callout]):has(> :first-child:dir(rtl)),
.doc-text table:has(> tbody > tr:first-child > :first-child > p:dir(rtl)) { direction: rtl; }`;
