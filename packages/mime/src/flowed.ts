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
