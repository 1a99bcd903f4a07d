import { textSchema, textUpdate } from "@carbyne/office/model";

export type LongText = { readonly update: Uint8Array; readonly blocks: number; readonly words: number };

/** Blocks at the top of a text of 200 pages, and words in a paragraph. */
const blocks = 3000;
const vocabulary =
  "the roof of a school and what it costs to mend slates north wing since winter offers came from three firms each year before we said that repairs would be cheaper than new".split(
    " ",
  );

/** Numbers that look like chance and are the same each time: mulberry32. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A text as a long report is: parts with headings, paragraphs of which some words are bold or a link, lists and now and then a table. */
export function longText(): LongText {
  const random = numbers(4);
  let words = 0;
  const say = (count: number) => {
    words += count;
    return Array.from({ length: count }, () => vocabulary[random(vocabulary.length)]).join(" ");
  };
  const text = (count: number, marks: object[] = []) => ({ type: "text", text: say(count), marks });
  const paragraph = (count: number) => ({ type: "paragraph", content: [text(count)] });
  const marked = (count: number) => {
    const marks = random(2) === 0 ? [{ type: "bold" }] : [{ type: "link", attrs: { href: "https://town.example/" } }];
    return {
      type: "paragraph",
      content: [text(count), { type: "text", text: " " }, text(3, marks), { type: "text", text: " " }, text(count)],
    };
  };
  const heading = (level: number) => ({ type: "heading", attrs: { level, textAlign: null }, content: [text(5)] });
  const list = (type: string) => ({
    type,
    content: Array.from({ length: 4 }, () => ({ type: "listItem", content: [paragraph(12)] })),
  });
  const table = () => ({
    type: "table",
    content: Array.from({ length: 5 }, (_, row) => ({
      type: "tableRow",
      content: Array.from({ length: 4 }, () => ({
        type: row === 0 ? "tableHeader" : "tableCell",
        content: [paragraph(3)],
      })),
    })),
  });
  const block = (at: number): object => {
    if (at % 100 === 0) return heading(1);
    if (at % 20 === 0) return heading(2);
    if (at % 100 === 50) return table();
    if (at % 17 === 5) return list(at % 2 === 0 ? "bulletList" : "orderedList");
    return at % 4 === 1 ? marked(16) : paragraph(28 + random(12));
  };
  const content = Array.from({ length: blocks }, (_, at) => block(at));
  return { update: textUpdate(textSchema().nodeFromJSON({ type: "doc", content })), blocks, words };
}
