import { extractText } from "@carbyne/extract";

/** What runs in the sandbox: a document comes in, its text goes out. */
export type ExtractQuestion = {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
  /** Whether it is a text that was written here. */
  readonly isOwnText?: boolean;
};
export type ExtractAnswer = { readonly text: string };

async function textOf({ name, type, content, isOwnText = false }: ExtractQuestion): Promise<string> {
  if (!isOwnText)
    return extractText({ name, type, content: Buffer.from(content.buffer, content.byteOffset, content.byteLength) });
  // The editor's parts are large, and most files need none of them.
  const { plainText, readText } = await import("@carbyne/office/model");
  return plainText(readText([content]));
}

process.on("message", (question: ExtractQuestion) => {
  void textOf(question)
    // What cannot be read has no text; why is nobody's concern who searches.
    .catch(() => "")
    .then((text) => process.send?.({ text } satisfies ExtractAnswer));
});
