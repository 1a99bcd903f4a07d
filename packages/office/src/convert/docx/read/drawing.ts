import type { Node } from "@tiptap/pm/model";
import { make } from "../../blocks.ts";
import { allBelow, childOf, type Element, elementsOf, findBelow } from "../../xml.ts";
import type { Reading } from "./reading.ts";

const longestAlt = 1000;
const leastPercent = 5;

type Shown = { readonly pictures: Node[]; readonly boxes: Element[] };

/** What is drawn in a line (ECMA-376 part 1 §20.4): pictures, and the text of boxes; all else has no place in a text. */
export function readDrawing(reading: Reading, element: Element): Shown {
  const frame = childOf(element, "wp:inline") ?? childOf(element, "wp:anchor");
  const { losses } = reading;
  const boxes = allBelow(frame, "w:txbxContent");
  const blips = allBelow(frame, "a:blip");
  if (boxes.length > 0) losses.add("text-boxes", boxes.length);
  if (findBelow(frame, "c:chart")) losses.add("charts");
  else if (blips.length === 0 && boxes.length === 0) losses.add("drawings");
  if (blips.length > 0 && frame?.name === "wp:anchor") losses.add("floating-pictures");
  const width = Number(childOf(frame, "wp:extent")?.attributes["cx"]);
  const about = childOf(frame, "wp:docPr")?.attributes;
  const alt = (about?.["descr"] ?? "").slice(0, longestAlt);
  const pictures = blips.flatMap((blip) => {
    // Word keeps a drawing beside its picture; the picture is what is shown here.
    const id = blip.attributes["r:embed"];
    if (id === undefined) {
      losses.add("pictures-elsewhere");
      return [];
    }
    return pictureOf(reading, { id, alt, width });
  });
  return { pictures, boxes };
}

/** The older way (VML): pictures and boxes in `w:pict`, and what shows an embedded object in `w:object`. */
export function readOldDrawing(reading: Reading, element: Element): Shown {
  const { losses } = reading;
  if (element.name === "w:object") losses.add("embedded-objects");
  const boxes = allBelow(element, "w:txbxContent");
  if (boxes.length > 0) losses.add("text-boxes", boxes.length);
  const rule = findBelow(element, "v:rect")?.attributes["o:hr"];
  if (rule === "t" || rule === "true") return { pictures: [make("horizontalRule")], boxes };
  const images = allBelow(element, "v:imagedata");
  if (images.length === 0 && boxes.length === 0 && element.name !== "w:object") losses.add("drawings");
  const pictures = images.flatMap(({ attributes }) => {
    const style = findBelow(element, "v:shape")?.attributes["style"] ?? "";
    const points = Number(/(?:^|;)\s*width:\s*([\d.]+)pt/.exec(style)?.[1]);
    const alt = (attributes["o:title"] ?? "").slice(0, longestAlt);
    return pictureOf(reading, { id: attributes["r:id"] ?? "", alt, width: points * 12_700 });
  });
  return { pictures, boxes };
}

type Found = { readonly id: string; readonly alt: string; readonly width: number };

function pictureOf({ part, pack, pictures, losses, lineWidth }: Reading, { id, alt, width }: Found): Node[] {
  const relation = part.relations.get(id);
  if (!relation || relation.isExternal) {
    losses.add(relation ? "pictures-elsewhere" : "pictures-unread");
    return [];
  }
  const pictureId = pictures.at(relation.target, () => pack.archive.read(relation.target));
  if (pictureId === null) return [];
  const percent = Math.round((width / lineWidth) * 100);
  return [
    make("picture", {
      pictureId,
      alt,
      side: "start",
      width: Number.isFinite(percent) && percent > 0 ? Math.min(100, Math.max(leastPercent, percent)) : null,
    }),
  ];
}

/** What is said in several ways, in the first one that is understood (ECMA-376 part 3 §10.2). */
export function chosen(element: Element): Element | undefined {
  const choices = elementsOf(element);
  const known = choices.find(
    ({ name, attributes }) =>
      name === "mc:Choice" && /^(?:wps|wpg|wpc|w14|w15|a14|pic)$/.test(attributes["Requires"] ?? ""),
  );
  return known ?? choices.find(({ name }) => name === "mc:Fallback") ?? choices[0];
}
