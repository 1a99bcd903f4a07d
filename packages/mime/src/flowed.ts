/** Unwraps format=flowed text, RFC 3676 §4; `delSp` as in §4.5. Quote marks come back as one run of `>` and a space. */
export function unwrapFlowed(text: string, delSp: boolean): string {
  const paragraphs: string[] = [];
  let open: { depth: number; text: string } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const depth = quoteDepth(line);
    let content = line.slice(depth);
    if (content.startsWith(" ")) content = content.slice(1); // space-stuffing, §4.4
    const isSignature = content === "-- ";
    const isFlowed = content.endsWith(" ") && !isSignature;
    if (open && (open.depth !== depth || isSignature)) {
      paragraphs.push(quoted(open.depth, open.text)); // an unfinished paragraph ends where the depth changes, §4.5
      open = null;
    }
    const joined: string = (open?.text ?? "") + (isFlowed && delSp ? content.slice(0, -1) : content);
    if (isFlowed) open = { depth, text: joined };
    else {
      paragraphs.push(quoted(depth, joined));
      open = null;
    }
  }
  if (open) paragraphs.push(quoted(open.depth, open.text));
  return paragraphs.join("\n");
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line.charCodeAt(depth) === 62) depth++;
  return depth;
}

function quoted(depth: number, text: string): string {
  return depth === 0 ? text : `${">".repeat(depth)} ${text}`;
}

const shortWidth = 72;

/**
 * Wraps text as format=flowed (RFC 3676 §4.2), one line a paragraph in and quotes marked with `>`: lines end in a space where they go on, and
 * what could be taken for a quote or for the start of a message is stuffed with one (§4.4). Trailing spaces of a paragraph would join it with
 * the next and go, but for those of the signature's line (§4.3).
 */
export function wrapFlowed(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap(flowedLines)
    .join("\n");
}

function flowedLines(line: string): string[] {
  const { depth, content } = splitMarks(line);
  const mark = ">".repeat(depth);
  if (content === "-- ") return [depth === 0 ? content : `${mark} ${content}`];
  return wrap(content.trimEnd(), shortWidth - depth).map((piece) => {
    const isStuffed = depth > 0 ? piece !== "" : /^[ >]|^From /.test(piece);
    return `${mark}${isStuffed ? " " : ""}${piece}`;
  });
}

/** `> > text` and `>> text` are both two levels. */
function splitMarks(line: string): { depth: number; content: string } {
  const marks = /^>(?: ?>){0,60}/.exec(line)?.[0] ?? "";
  const rest = line.slice(marks.length);
  return {
    depth: marks.replaceAll(" ", "").length,
    content: marks !== "" && rest.startsWith(" ") ? rest.slice(1) : rest,
  };
}

function wrap(content: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  // Each word with the spaces after it, so that what is unwrapped is what was written.
  for (const word of content.match(/^ +|[^ ]+ */g) ?? []) {
    if (piece.trim() !== "" && piece.length + word.trimEnd().length > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += word;
  }
  pieces.push(piece);
  return pieces;
}
