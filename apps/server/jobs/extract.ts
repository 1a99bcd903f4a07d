import { extractText } from "@carbyne/extract";

/** What runs in the sandbox: a document comes in, its text goes out. */
export type ExtractQuestion = { readonly name: string; readonly type: string; readonly content: Uint8Array };
export type ExtractAnswer = { readonly text: string };

process.on("message", ({ name, type, content }: ExtractQuestion) => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  void extractText({ name, type, content: bytes })
    // What cannot be read has no text; why is nobody's concern who searches.
    .catch(() => "")
    .then((text) => process.send?.({ text } satisfies ExtractAnswer));
});
