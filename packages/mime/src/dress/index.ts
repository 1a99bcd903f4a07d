import { DomUtils, parseDocument } from "htmlparser2";
import { foldQuotes } from "./fold-quotes.ts";
import { markLinks } from "./mark-links.ts";

/** Larger bodies are shown as they came: what is done here needs the whole tree. */
const longestDressed = 1_500_000;
const styleSheet = /^<style>[^]*?<\/style>/;

/**
 * Makes safe HTML comfortable to read: what is quoted at the end goes behind a fold, and links that show one host and go to another say so.
 * Takes what safeHtml or textToHtml made, and nothing else.
 */
export function dressHtml(html: string, { foldsQuotes }: { foldsQuotes: boolean }): string {
  if (html.length > longestDressed) return html;
  const style = styleSheet.exec(html)?.[0] ?? "";
  const body = html.slice(style.length);
  const mayQuote = foldsQuotes && /blockquote|quote|<hr|border-top|divRplyFwdMsg|appendonsend|-{3,}|_{10,}/i.test(body);
  const mayDeceive = /<a\s/i.test(body);
  if (!mayQuote && !mayDeceive) return html;
  const root = parseDocument(body);
  if (mayDeceive) markLinks(root);
  if (mayQuote) foldQuotes(root);
  return style + DomUtils.getOuterHTML(root, { encodeEntities: "utf8" });
}
