import { type Attachment, type Content, htmlToText, type Part, readContent } from "@carbyne/mime";

const mostNames = 1_000;
const mostMessages = 20;
const deepestMessage = 3;

/** An attachment, with the message that it is attached to. */
export type AttachedFile = Attachment & { readonly message: Part };

export type AllContent = {
  /** Of the message and of those that are attached to it. */
  readonly contents: readonly Content[];
  /** What each of them says. */
  readonly texts: readonly string[];
  /** In an order that stays: the index knows a file by its number. */
  readonly attachments: readonly AttachedFile[];
};

/** All that a message says, with the messages that are attached to it. */
export function readAll(raw: Buffer, root: Part): AllContent {
  const messages = messagesIn(root);
  const contents = messages.map((message) => readContent(raw, message));
  const attachments = contents
    .flatMap((content, i) => content.attachments.map((one) => ({ ...one, message: messages[i] ?? root })))
    .slice(0, mostNames);
  return { contents, texts: contents.map(textOf), attachments };
}

/** A message and those that are attached to it, to a depth that people write. */
function messagesIn(root: Part): Part[] {
  const found = [root];
  const search = (part: Part, depth: number): void => {
    if (part.message && depth < deepestMessage && found.length < mostMessages) {
      found.push(part.message);
      search(part.message, depth + 1);
    }
    for (const child of part.children) search(child, depth);
  };
  search(root, 0);
  return found;
}

/** Plain text, and the HTML beside it when the text is only a remark that there is some. */
function textOf({ text, html }: { text: string | null; html: string | null }): string {
  const shown = html === null ? "" : htmlToText(html);
  if (text === null) return shown;
  return text.length * 4 < shown.length ? `${text}\n${shown}` : text;
}
