import { Parser } from "htmlparser2";

/** Input past this is not read. */
const maxHtmlLength = 4_000_000;
/** No letter nests deeper; a parser's work per tag grows with the depth. */
const deepestNesting = 500;
/** Below this many tags even the worst nesting costs little. */
const fewTags = 3_000;

/**
 * HTML cut where its nesting passes all sense, so that parsing every piece by itself takes linear time: the parser looks
 * through all open elements at each closing tag. Ordinary letters are one piece.
 */
export function htmlPieces(html: string): string[] {
  const input = html.slice(0, maxHtmlLength);
  if (!hasManyTags(input)) return [input];
  const pieces: string[] = [];
  let start = 0;
  while (start < input.length) {
    const end = pieceEnd(input, start);
    pieces.push(input.slice(start, end));
    start = end;
  }
  return pieces;
}

function hasManyTags(html: string): boolean {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) if (++count > fewTags) return true;
  return false;
}

/** Octets that are parsed at once, so that what comes after a cut is not parsed over and over. */
const chunkLength = 16_384;

function pieceEnd(html: string, start: number): number {
  let depth = 0;
  let end = html.length;
  const parser = new Parser({
    onopentag: () => {
      if (++depth <= deepestNesting || end < html.length) return;
      end = start + parser.endIndex + 1;
      parser.pause();
    },
    onclosetag: () => {
      depth--;
    },
  });
  for (let at = start; at < html.length && end === html.length; at += chunkLength)
    parser.write(html.slice(at, at + chunkLength));
  return Math.max(end, start + 1);
}
