import type { Node } from "@tiptap/pm/model";
import { make } from "../blocks.ts";
import type { Element } from "../xml.ts";
import type { HtmlReading } from "./read-html.ts";

const dataForm = /^\s*data:image\/[\w.+-]+;base64,/i;

/** A picture that lies in the page itself; one that lies elsewhere is not fetched, and is missing. */
export function pictureIn({ losses, pictures }: HtmlReading, { attributes }: Element): Node | null {
  const source = attributes["src"] ?? "";
  const head = dataForm.exec(source);
  if (!head) {
    if (source !== "") losses.add("pictures-elsewhere");
    return null;
  }
  const pictureId = pictures.at(source, () => Buffer.from(source.slice(head[0].length), "base64"));
  if (pictureId === null) return null;
  const percent = Number(/^(\d{1,3})%$/.exec(attributes["width"] ?? "")?.[1]);
  return make("picture", {
    pictureId,
    alt: (attributes["alt"] ?? "").slice(0, 1000),
    width: percent > 0 && percent <= 100 ? percent : null,
  });
}
