/**
 * How much a message says about colours: nothing, only of its text, or also of what lies behind it. The last is made for white paper; the others
 * can be shown in the dark.
 */
export type Paper = "none" | "text" | "own";

const declaration = /(?:^|[;{"'\s])(background(?:-color|-image)?|color)\s*:\s*([^;}"]{1,200})/gi;
const attribute = /\s(bgcolor|background|color|text)="([^"]{1,200})"/gi;
/** White and nothing are what lies behind any letter. */
const emptyBackground =
  /^(?:none|transparent|inherit|initial|unset|auto|white|window|#fff(?:f{3})?(?:f{2})?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,[^)]*)?\)|rgba\([^)]*,\s*0\s*\))(?:\s.*)?(?:!important)?$/i;
const ownText =
  /^(?:inherit|initial|unset|auto|currentcolor|windowtext|black|#000(?:000)?|rgb\(\s*0\s*,\s*0\s*,\s*0\s*\))\s*(?:!important)?$/i;

/** Reads safe HTML; a colour that only a style sheet names and no element uses counts as well. */
export function paperOf(html: string): Paper {
  let paper: Paper = "none";
  for (const [, name = "", value = ""] of [...html.matchAll(declaration), ...html.matchAll(attribute)]) {
    const plain = value.replaceAll("&quot;", '"').trim();
    if (/^(?:color|text)$/i.test(name)) {
      if (!ownText.test(plain)) paper = "text";
    } else if (!emptyBackground.test(plain)) return "own";
  }
  return paper;
}
