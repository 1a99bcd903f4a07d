import { textSchema, textUpdate } from "@carbyne/office/model";

const sentence = "The roof of the north wing is from 1974, and repairs have cost more each year than the year before.";
const paragraphs = 12;

/** The state of a text of a page, as most are. */
export function smallText(): Uint8Array {
  const words = (text: string) => [{ type: "text", text }];
  const content = [
    { type: "heading", attrs: { level: 1, textAlign: null }, content: words("A new roof for the school") },
    ...Array.from({ length: paragraphs }, () => ({ type: "paragraph", content: words(`${sentence} ${sentence}`) })),
  ];
  return textUpdate(textSchema().nodeFromJSON({ type: "doc", content }));
}
