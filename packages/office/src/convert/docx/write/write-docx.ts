import {
  Document,
  Footer,
  Header,
  type ICommentOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from "docx";
import type { Written } from "../../conversion.ts";
import { sheetSizes } from "../sheets.ts";
import { closed, writeBlocks } from "./blocks.ts";
import { listForms, styles } from "./styles.ts";
import { partsLike } from "./like.ts";
import { beginWriting, type Writing } from "./writing.ts";

const twipsPerMm = 1440 / 25.4;
const twipsPerPixel = 15;

/** Writes a text as a docx file, with what was said about it and what was proposed. */
export async function writeDocx(written: Written): Promise<Buffer> {
  const writing = beginWriting(written);
  const { page, title } = written;
  const [short, long] = sheetSizes[page.size];
  const margin = Math.round(page.marginMm * twipsPerMm);
  const width = ((page.isLandscape ? long : short) - 2 * margin) / twipsPerPixel;
  const children = closed(writing, writeBlocks(writing, written.text, { from: 0, place: { width, level: 0 } }));
  const document = new Document({
    title,
    creator: "",
    styles: styles ?? {},
    numbering: listForms(writing.numberings) ?? { config: [] },
    footnotes: Object.fromEntries(writing.notes.map((note, index) => [String(index + 1), { children: note }])),
    comments: { children: commentsOf(writing) },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: short,
              height: long,
              orientation: page.isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: margin, right: margin, bottom: margin, left: margin },
          },
        },
        ...edgesOf(written),
        children,
      },
    ],
  });
  const { looks } = writing;
  return Packer.toBuffer(document, undefined, looks ? partsLike(await ownStyles(), looks) : []);
}

let own: Promise<Buffer> | undefined;

/** A file with nothing but the styles of our own. */
function ownStyles(): Promise<Buffer> {
  own ??= Packer.toBuffer(new Document({ styles: styles ?? {}, sections: [{ children: [] }] }));
  return own;
}

function edgesOf({ page }: Written): Pick<ISectionOptions, "headers" | "footers"> {
  const number = [new TextRun({ children: [...(page.footer === "" ? [] : ["\t"]), PageNumber.CURRENT] })];
  const header = page.header === "" ? [] : [new TextRun(page.header)];
  const footer = [...(page.footer === "" ? [] : [new TextRun(page.footer)]), ...(page.isNumbered ? number : [])];
  const alignment = page.footer === "" ? "center" : "left";
  return {
    ...(header.length > 0
      ? { headers: { default: new Header({ children: [new Paragraph({ children: header })] }) } }
      : {}),
    ...(footer.length > 0
      ? { footers: { default: new Footer({ children: [new Paragraph({ alignment, children: footer })] }) } }
      : {}),
  };
}

function commentsOf({ discussions, commentNumbers }: Writing): ICommentOptions[] {
  return discussions.flatMap(({ id, isResolved, remarks }) => {
    const numbers = commentNumbers.get(id) ?? [];
    const [first] = numbers;
    // Only who is answered and who answers is told of in the part that says so.
    return remarks.map(({ author, at, text }, index) => ({
      id: numbers[index] ?? 0,
      author,
      initials: initialsOf(author),
      date: at ?? new Date(0),
      resolved: isResolved,
      ...(index > 0 && first !== undefined ? { parentId: first } : {}),
      children: text.split("\n").map((line) => new Paragraph({ children: [new TextRun(line)] })),
    }));
  });
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((part) => part.slice(0, 1))
    .join("")
    .slice(0, 4);
