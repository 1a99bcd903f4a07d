/** What is selected in a text. */
export interface Selected {
  text: string;
  from: number;
  to: number;
}

/** A stretch that is replaced, and what is selected then. */
export interface Change {
  from: number;
  to: number;
  insert: string;
  select: readonly [number, number];
}

const marks = { bold: "**", italic: "_", strike: "~~", code: "`" } as const;
export type Mark = keyof typeof marks;
export type LineMark = "quote" | "bullets" | "numbers";

/** Puts a mark around what is selected, or takes it away again. Spaces at its ends stay outside. */
export function toggledMark({ text, from, to }: Selected, mark: Mark): Change {
  const sign = marks[mark];
  const chosen = text.slice(from, to);
  const start = from + (chosen.length - chosen.trimStart().length);
  const end = Math.max(start, to - (chosen.length - chosen.trimEnd().length));
  const inner = text.slice(start, end);
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (before.endsWith(sign) && after.startsWith(sign)) {
    const at = start - sign.length;
    return { from: at, to: end + sign.length, insert: inner, select: [at, at + inner.length] };
  }
  if (inner.length > sign.length * 2 && inner.startsWith(sign) && inner.endsWith(sign)) {
    const bare = inner.slice(sign.length, -sign.length);
    return { from: start, to: end, insert: bare, select: [start, start + bare.length] };
  }
  const at = start + sign.length;
  return { from: start, to: end, insert: `${sign}${inner}${sign}`, select: [at, at + inner.length] };
}

/** Makes a link of what is selected, with the place for what lacks of it selected. */
export function linked({ text, from, to }: Selected, address?: string): Change {
  const chosen = text.slice(from, to);
  if (address === undefined && /^https?:\/\/\S+$/.test(chosen))
    return { from, to, insert: `[](${chosen})`, select: [from + 1, from + 1] };
  const insert = `[${chosen}](${address ?? ""})`;
  const inside = chosen === "" ? from + 1 : from + chosen.length + 3 + (address?.length ?? 0);
  const at = address === undefined || chosen === "" ? inside : from + insert.length;
  return { from, to, insert, select: [at, at] };
}

/** Makes code of the lines that are selected. */
export function fenced({ text, from, to }: Selected): Change {
  const chosen = text.slice(from, to);
  const before = from === 0 || text[from - 1] === "\n" ? "" : "\n";
  const after = to === text.length || text[to] === "\n" ? "" : "\n";
  const start = from + before.length + 4;
  const insert = `${before}\`\`\`\n${chosen}\n\`\`\`${after}`;
  return { from, to, insert, select: [start, start + chosen.length] };
}

const starts = { quote: /^> ?/, bullets: /^- /, numbers: /^\d+[.)] / } as const;

/** Marks each selected line, or takes the mark away where all of them have it. */
export function toggledLines({ text, from, to }: Selected, mark: LineMark): Change {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", to);
  const end = next === -1 ? text.length : next;
  const lines = text.slice(start, end).split("\n");
  const has = starts[mark];
  const isMarked = lines.every((line) => has.test(line));
  const signOf = (at: number) => (mark === "quote" ? "> " : mark === "bullets" ? "- " : `${at + 1}. `);
  const changed = lines.map((line, at) => (isMarked ? line.replace(has, "") : `${signOf(at)}${line}`));
  const insert = changed.join("\n");
  const isOne = lines.length === 1 && from === to;
  const caret = Math.max(start, from + insert.length - (end - start));
  return { from: start, to: end, insert, select: isOne ? [caret, caret] : [start, start + insert.length] };
}

/** Whether a place lies in a fence of code that is not closed yet: there a new line is one. */
export function isInFence(text: string, at: number): boolean {
  return (text.slice(0, at).match(/^```/gm)?.length ?? 0) % 2 === 1;
}
