import { type ILevelsOptions, type IPropertiesOptions, LevelFormat, Paragraph } from "docx";

import { type Like, styleId } from "./like.ts";

/** Levels of lists that an office file has. */
export const deepestLevel = 8;

const indentOf = (level: number) => 720 * (level + 1);

/** The style of paragraphs that go on an item of a list. */
export const continuedStyle = (level: number): string => `ListContinue${level === 0 ? "" : level + 1}`;

/** An empty line that is nearly none: what keeps two tables apart. */
export const apart = (looks: Like | null) => new Paragraph({ style: styleId(looks, "Apart") });

const formats: Readonly<Record<string, (typeof LevelFormat)[keyof typeof LevelFormat]>> = {
  a: LevelFormat.LOWER_LETTER,
  A: LevelFormat.UPPER_LETTER,
  i: LevelFormat.LOWER_ROMAN,
  I: LevelFormat.UPPER_ROMAN,
};
const bullets = ["•", "◦", "▪"];

type Numbering = { readonly start: number; readonly type: string | null };

/** The lists that texts have, at all their levels. */
export function listForms(numbers: ReadonlyMap<string, Numbering>): IPropertiesOptions["numbering"] {
  const levels = (of: (level: number) => Omit<ILevelsOptions, "level">): ILevelsOptions[] =>
    Array.from({ length: deepestLevel + 1 }, (_, level) => ({
      level,
      alignment: "left",
      style: { paragraph: { indent: { left: indentOf(level), hanging: 360 } } },
      ...of(level),
    }));
  return {
    config: [
      {
        reference: "bullets",
        levels: levels((level) => ({ format: LevelFormat.BULLET, text: bullets[level % bullets.length] ?? "•" })),
      },
      { reference: "ticks", levels: levels(() => ({ format: LevelFormat.NONE, text: "", suffix: "nothing" })) },
      ...[...numbers].map(([reference, { start, type }]) => ({
        reference,
        levels: levels((level) => ({
          format: formats[type ?? ""] ?? LevelFormat.DECIMAL,
          text: `%${level + 1}.`,
          start,
        })),
      })),
    ],
  };
}

const mono = "Liberation Mono";
const heading = (size: number) => ({
  run: { size, bold: true, color: "1F2937" },
  paragraph: { spacing: { before: 280, after: 120 }, keepNext: true },
});

/** How the parts of a text look. Names are those that office programs have for the same. */
export const styles: IPropertiesOptions["styles"] = {
  default: {
    document: { run: { font: "Calibri", size: 22 }, paragraph: { spacing: { after: 120, line: 276 } } },
    heading1: heading(36),
    heading2: heading(30),
    heading3: heading(26),
    heading4: heading(24),
    heading5: heading(22),
    heading6: heading(22),
    caption: { run: { italics: true, size: 20, color: "4B5563" } },
  },
  paragraphStyles: [
    {
      id: "Quote",
      name: "Quote",
      basedOn: "Normal",
      run: { italics: true, color: "4B5563" },
      paragraph: { indent: { left: 567 }, border: { left: { style: "single", size: 12, color: "9CA3AF", space: 8 } } },
    },
    {
      id: "Code",
      name: "Code",
      basedOn: "Normal",
      run: { font: mono, size: 20 },
      paragraph: { shading: { type: "clear", color: "auto", fill: "F3F4F6" }, spacing: { line: 240 } },
    },
    { id: "TableHeading", name: "Table Heading", basedOn: "Normal", run: { bold: true } },
    { id: "Apart", name: "Apart", basedOn: "Normal", run: { size: 2 }, paragraph: { spacing: { after: 0, line: 20 } } },
    ...Array.from({ length: deepestLevel + 1 }, (_, level) => ({
      id: continuedStyle(level),
      name: level === 0 ? "List Continue" : `List Continue ${level + 1}`,
      basedOn: "Normal",
      paragraph: { indent: { left: indentOf(level) } },
    })),
  ],
  characterStyles: [
    {
      id: "InlineCode",
      name: "Inline Code",
      basedOn: "DefaultParagraphFont",
      run: { font: mono, shading: { type: "clear", color: "auto", fill: "F3F4F6" } },
    },
  ],
};
