import type { Node } from "@tiptap/pm/model";
import { textSchema } from "../model/text/schema.ts";

type Attributes = Record<string, unknown>;

/** An element of a text by its name. */
export function make(name: string, attributes: Attributes = {}, content: readonly Node[] = []): Node {
  return textSchema().node(name, attributes, content);
}

/** Elements of the line, without what would stand at the end of a line and say nothing. */
export const paragraph = (content: readonly Node[] = [], attributes: Attributes = {}): Node =>
  make("paragraph", attributes, content);

/** What may stand where blocks must: at least an empty paragraph. */
export const filled = (blocks: readonly Node[]): readonly Node[] => (blocks.length > 0 ? blocks : [paragraph()]);

/** What may stand in an item of a list, which begins with a paragraph. */
export const itemContent = (blocks: readonly Node[]): readonly Node[] =>
  blocks[0]?.type.name === "paragraph" ? blocks : [paragraph(), ...blocks];

/** A whole text of blocks; one that breaks a rule of the schema is a fault of ours. */
export function textOfBlocks(blocks: readonly Node[]): Node {
  const text = make("doc", {}, filled(blocks));
  text.check();
  return text;
}

/** The elements of a line as the text of code. */
export function codeText(content: readonly Node[]): string {
  return content.map((node) => (node.type.name === "hardBreak" ? "\n" : (node.text ?? ""))).join("");
}

export function codeBlock(text: string, language: string | null = null): Node {
  return make("codeBlock", { language }, text === "" ? [] : [textSchema().text(text)]);
}

/** A line with what stands in it between blocks: each block by itself, the rest as `line` has it. */
export function splitAtBlocks(content: readonly Node[], line: (content: readonly Node[]) => Node): Node[] {
  if (!content.some((node) => node.isBlock)) return [line(content)];
  const blocks: Node[] = [];
  let rest: Node[] = [];
  const flush = () => {
    if (
      rest.some((node) => node.type.name !== "hardBreak" && node.textContent.trim() + (node.isText ? "" : "x") !== "")
    )
      blocks.push(line(rest));
    rest = [];
  };
  for (const node of content) {
    if (node.isBlock) {
      flush();
      blocks.push(node);
    } else rest.push(node);
  }
  flush();
  return blocks;
}
