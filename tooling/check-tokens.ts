import { lineAt, listSources, report, type Source, withoutComments } from "./sources.ts";

/** Where colours are made. */
const tokenFiles = /^packages\/ui\/src\/(?:tokens|theme)\.css$/;

/** Places that cannot use a token, each with its reason. */
const exempt: readonly { readonly file: RegExp; readonly reason: string }[] = [
  { file: /^apps\/web\/public\/.*\.svg$/, reason: "icons are pictures of their own" },
  {
    file: /^apps\/web\/app\/(?:manifest\.ts|layout\.tsx)$/,
    reason: "the browser's own frame is told a colour before any style is there",
  },
  { file: /\/appearance-section\.tsx$/, reason: "shows light and dark side by side, whichever of them is on" },
  { file: /\/mail-styles\.ts$/, reason: "is sent: whoever reads the mail has no tokens" },
  { file: /\/kept-view\.tsx$/, reason: "shows mail on its own paper, in a document outside of the app" },
  { file: /\.test\.tsx?$/, reason: "samples" },
];

const colour =
  /#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b(?![\w-])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(/g;

/** A class such as `bg-[#fff]`, `w-[312px]`, `text-[15px]`: a value that no token knows. Selectors and layouts in brackets are no values. */
const arbitrary =
  /(?<![\w-])(?:[a-z-]+:)*-?(?:bg|text|border|ring|fill|stroke|from|to|via|shadow|outline|decoration|accent|caret|divide|w|h|size|p[xytrbl]?|m[xytrbl]?|gap(?:-[xy])?|space-[xy]|top|left|right|bottom|inset(?:-[xy])?|rounded(?:-\w+)?|leading|tracking|duration|ease|font|z|basis)-\[([^\]\s"'`]*)\]/g;
/** What a size may be made of in brackets: tokens, fractions of the place, and the screen. */
const derived =
  /var\(--|^\d+(?:\.\d+)?(?:%|vh|vw|dvh|dvw|svh|fr|ch|em)$|^calc\(|^env\(|^0px$|^min\(|^max\(|^clamp\(|^inherit$/;

/**
 * Sizes of today that have no token yet, each in use at a place or more. They wait for one in packages/ui/src/theme.css; whoever makes it takes
 * them out here. Nothing is added.
 */
const waiting = new Set(
  [
    "rounded-[4px] rounded-[18px] text-[9px] text-[10px] leading-[18px] leading-[20px] stroke-[1.25] stroke-[1.75] z-[1] z-[15]",
    "w-[31px] w-[52px] w-[232px] w-[280px] w-[560px] h-[18px] h-[26px] h-[38px] h-[60px] size-[5px] size-[7px] size-[18px] size-[22px] size-[30px]",
    "top-[7px] end-[7px] left-[3px] start-[72px] bottom-[60px] bottom-[72px] bottom-[76px] pt-[3px] px-[15px] -mt-[2.5px]",
  ].flatMap((line) => line.split(" ")),
);

/** Colours and sizes that are no tokens, and words that no catalogue knows. */
export function tokenFaults(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path: file }) => !tokenFiles.test(file) && !exempt.some((one) => one.file.test(file)))
    .flatMap((source) => [...valueFaults(source), ...(source.path.endsWith(".tsx") ? wordFaults(source) : [])]);
}

function valueFaults({ path: file, text }: Source): string[] {
  const plain = withoutComments(text);
  const at = (match: RegExpExecArray) => `${file}:${lineAt(plain, match.index)}`;
  const colours = [...plain.matchAll(colour)].filter((match) => !isAnchor(plain, match.index));
  const classes = [...plain.matchAll(arbitrary)].filter(
    ([whole, value = ""]) => !derived.test(value) && !waiting.has(whole.replace(/^(?:[a-z-]+:)+/, "")),
  );
  return [
    ...colours.map((match) => `${at(match)}: ${match[0]} is a colour outside of tokens.css`),
    ...classes.map((match) => `${at(match)}: ${match[0]} is a value that no token knows`),
  ];
}

/** `url(#fade)`, `href="#add"` and `&#039;` are names and characters. */
function isAnchor(text: string, at: number): boolean {
  return /(?:url\(|href="|&)$/.test(text.slice(Math.max(0, at - 6), at));
}

/** Attributes whose text people see or hear. */
const spoken =
  /\b(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt|label|description)="([^"{}]*)"/g;
/** Text between tags. Not after `=>`, and not what a type's brackets hold. */
const between = /(?<![=\s-])>([^<>{}();=]*)<(?=[/A-Za-z])/g;
/** Signs, numbers, names of keys and of the product: the same in every language. */
const languageless =
  /^(?:Carbyne|Esc|Enter|Tab|Ctrl|Alt|Shift|⌘|kB|MB|GB|IMAP|SMTP|POP3|DKIM|DNS|HTML|TLS|https?:\/\/)$/;

function wordFaults({ path: file, text }: Source): string[] {
  const plain = withoutComments(text);
  return [spoken, between].flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap((match) => {
      const words = (match[1] ?? "").trim();
      if (!/\p{L}{2,}/u.test(words.replace(/&\w+;/g, "")) || languageless.test(words)) return [];
      // Between two elements of a list: `<A />, name: <B />`.
      if (/^,[^:]*:$/.test(words)) return [];
      return [`${file}:${lineAt(plain, match.index)}: "${words.slice(0, 60)}" is in no catalogue`];
    }),
  );
}

if (import.meta.main) report("tokens", tokenFaults(listSources(/^(?:apps\/web|packages\/ui)\/.*\.(?:tsx?|css|svg)$/)));
