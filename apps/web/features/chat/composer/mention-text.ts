import { type Mention, readMention } from "../markdown/parse.ts";

/** A name in the text, and the sign that is sent for it. */
export interface Placed {
  from: number;
  to: number;
  sign: string;
}

/** What the writer sees: `@Ann` where `<@…>` is sent. */
export interface Shown {
  text: string;
  mentions: readonly Placed[];
}

/** The signs of names that were put in or read in this field, by what is shown: `@Ann`. */
export type KnownNames = Map<string, string>;

const sign = /<[@#][\w-]+>/g;

/** How a mention is shown to who writes; null for whom nobody knows. */
export function shownName(mention: Mention, name: string): string {
  return `${mention.kind === "room" ? "#" : "@"}${name}`;
}

/** A text as it was sent or kept, with names for what is known; what is not stays a sign. */
export function toShown(
  wire: string,
  { nameOf, known }: { nameOf: (mention: Mention) => string | null; known: KnownNames },
): Shown {
  const mentions: Placed[] = [];
  let text = "";
  let last = 0;
  for (const match of wire.matchAll(sign)) {
    const mention = readMention(match[0]);
    const name = mention ? nameOf(mention) : null;
    if (!mention || name === null) continue;
    text += wire.slice(last, match.index);
    const shown = shownName(mention, name);
    mentions.push({ from: text.length, to: text.length + shown.length, sign: match[0] });
    known.set(shown, match[0]);
    text += shown;
    last = match.index + match[0].length;
  }
  return { text: text + wire.slice(last), mentions };
}

/** The text with a sign for each name. */
export function toWire({ text, mentions }: Shown): string {
  let wire = "";
  let last = 0;
  for (const { from, to, sign: sent } of mentions) {
    wire += text.slice(last, from) + sent;
    last = to;
  }
  return wire + text.slice(last);
}

/**
 * What is shown after the field has another text, with the caret behind what was typed. Names that were written into are words from then on; a known
 * name that stands there again, by pasting or by taking something back, means the same as before.
 */
export function edited(
  before: Shown,
  { text, caret, known }: { text: string; caret: number; known: KnownNames },
): Shown {
  const { start, oldEnd, newEnd } = changeOf(before.text, text, caret);
  const shift = newEnd - oldEnd;
  const kept = before.mentions.flatMap((one) => {
    if (one.to <= start) return [one];
    return one.from >= oldEnd ? [{ ...one, from: one.from + shift, to: one.to + shift }] : [];
  });
  const found = namesAround(text, { from: start, to: newEnd, known }).filter((one) =>
    kept.every((other) => other.to <= one.from || other.from >= one.to),
  );
  return { text, mentions: [...kept, ...found].toSorted((one, other) => one.from - other.from) };
}

/** What of a text became another: what ends at the caret is new, as far as the rest is the same. */
function changeOf(before: string, text: string, caret: number): { start: number; oldEnd: number; newEnd: number } {
  const tail = text.length - caret;
  const isTyped = tail <= before.length && before.endsWith(text.slice(caret));
  const most = Math.min(before.length, text.length);
  let same = isTyped ? tail : 0;
  if (!isTyped) while (same < most && before.at(-1 - same) === text.at(-1 - same)) same++;
  let start = 0;
  while (start < most - same && before[start] === text[start]) start++;
  return { start, oldEnd: before.length - same, newEnd: text.length - same };
}

function namesAround(text: string, { from, to, known }: { from: number; to: number; known: KnownNames }): Placed[] {
  const found: Placed[] = [];
  // The longest first: Ann Smith before Ann.
  const names = [...known].toSorted(([one], [other]) => other.length - one.length);
  for (const [name, sent] of names) {
    let at = text.indexOf(name, Math.max(0, from - name.length));
    for (; at !== -1 && at <= to; at = text.indexOf(name, at + 1)) {
      const end = at + name.length;
      const isWord = !/[\p{L}\p{N}]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(text.slice(end));
      const isFree = found.every((other) => other.to <= at || other.from >= end);
      if (isWord && isFree) found.push({ from: at, to: end, sign: sent });
    }
  }
  return found;
}

/** The name that ends where the caret stands: a backspace takes it away as a whole. */
export function mentionBefore({ mentions }: Shown, caret: number): Placed | undefined {
  return mentions.find((one) => one.to === caret);
}

/** Code, where nobody is spoken to, and between it what is said to everybody. */
const codeOrEverybody = /```[\s\S]*?(?:```|$)|`[^`\n]+`|(?<![\p{L}\p{N}@<./-])@(all|here)(?![\p{L}\p{N}>@-])/gu;

/** A text to be sent in which `@all` and `@here` were typed and not chosen: they mean the same. */
export function withEverybody(wire: string): string {
  return wire.replaceAll(codeOrEverybody, (found, whom?: string) => (whom === undefined ? found : `<@${whom}>`));
}
