import { canvas, type Tile } from "../timeline/types.ts";

/**
 * The names in a picture, as subtitles (Advanced SubStation Alpha): what draws those chooses a typeface for each script and sets text from right to left, and
 * takes the names from a file, so that nothing that somebody calls themselves is ever part of a filter.
 */
export function labelsOf(tiles: readonly Tile[]): string {
  return [
    "[Script Info]",
    "ScriptType: v4.00+",
    `PlayResX: ${canvas.width}`,
    `PlayResY: ${canvas.height}`,
    "WrapStyle: 2",
    "[V4+ Styles]",
    "Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment",
    "Style: Under,Noto Sans,20,&H00FFFFFF,&H59000000,&H59000000,0,3,5,0,1",
    "Style: Instead,Noto Sans,40,&H00F2EEEA,&H00000000,&H00000000,1,1,0,0,5",
    "[Events]",
    "Format: Layer, Start, End, Style, Text",
    ...tiles.map(line),
    "",
  ].join("\n");
}

const hour = "9:59:59.99";

function line({ x, y, width, height, name, streamId }: Tile): string {
  if (streamId !== null) {
    const text = fit(name, (width - 30) / 11);
    return `Dialogue: 0,0:00:00.00,${hour},Under,{\\pos(${x + 12},${y + height - 12})}${text}`;
  }
  const size = Math.max(18, Math.min(56, Math.round(height / 9)));
  const text = fit(name, (width - 20) / (size * 0.55));
  return `Dialogue: 0,0:00:00.00,${hour},Instead,{\\fs${size}\\pos(${x + width / 2},${y + height / 2})}${text}`;
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A name as text of that format: nothing in it gives an order, and it is no longer than its tile. */
function fit(name: string, most: number): string {
  const plain = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    // Braces would enclose orders, and a backslash begins one.
    .replaceAll("{", "(")
    .replaceAll("}", ")")
    .replaceAll("\\", "/")
    .trim();
  const letters = [...graphemes.segment(plain)].map(({ segment }) => segment);
  return letters.length <= most ? plain : `${letters.slice(0, Math.max(1, Math.floor(most) - 1)).join("")}…`;
}
