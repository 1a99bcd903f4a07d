import { listArchive } from "./archive/listing.ts";
import type { Kind } from "./kind.ts";
import { mostBytes } from "./limits.ts";
import { failed, type Outcome, type Step } from "./outcome.ts";
import { convertText, isText } from "./office.ts";
import { officeToPdf, pageToPicture, somePages } from "./pages.ts";
import { drawPicture, frameToPicture, heifToPicture, soundToPicture } from "./picture.ts";
import type { PagesWant, PictureWant, Want } from "./want.ts";

/** Of the ways in which previews are made: with another number what failed is tried again. */
export const makerVersion = 1;

type Order = { readonly content: Buffer; readonly kind: Kind; readonly want: Want };

/** Whether a wish about a file of this kind makes sense. */
export function canMake({ family, format }: Kind, want: Want): boolean {
  if (want.as === "office") return family === "office" && isText(format);
  if (want.as === "list" || family === "archive") return want.as === "list" && family === "archive";
  return want.as === "picture" || family === "pdf" || family === "office";
}

/**
 * Makes a preview, in programs that are confined. Of an office file only pages are made: what else is wanted of it is made from those, so that they are
 * made once.
 */
export async function makePreview({ content, kind, want }: Order): Promise<Outcome> {
  if (!canMake(kind, want)) return failed("broken");
  if (content.length > mostBytes[kind.family]) return failed("too-large");
  if (want.as === "office") return convertText({ content, ...kind }, want);
  if (want.as === "list") return listArchive({ content, ...kind });
  if (want.as === "pdf") return makePages(content, kind, want);
  return makePicture(content, kind, want);
}

async function makePages(content: Buffer, kind: Kind, want: PagesWant): Promise<Outcome> {
  const isAll = want.first === 1 && want.last === null;
  const whole: Step = kind.family === "office" ? await officeToPdf({ content, ...kind }) : { status: "made", content };
  const pages = whole.status === "made" && !isAll ? await somePages(whole.content, want) : whole;
  return pages.status === "made" ? { status: "made", type: "application/pdf", content: pages.content } : pages;
}

async function makePicture(content: Buffer, kind: Kind, want: PictureWant): Promise<Outcome> {
  const isPage = kind.family === "pdf" || kind.family === "office";
  const source = await drawable(content, kind, want);
  if (source.status === "failed") return source;
  return drawPicture(
    {
      content: source.content,
      isVector: kind.format === "svg",
      position: isPage ? "top" : "centre",
      page: kind.family === "picture" ? want.page : 1,
    },
    want,
  );
}

async function drawable(content: Buffer, kind: Kind, want: PictureWant): Promise<Step> {
  switch (kind.family) {
    case "picture":
      return { status: "made", content };
    case "heif":
      return heifToPicture(content);
    case "bitmap":
    case "film":
      return frameToPicture({ content, ...kind });
    case "sound":
      return soundToPicture({ content, ...kind }, want);
    case "pdf":
      return pageToPicture(content, want);
    case "archive":
      return failed("broken");
    case "office": {
      const pages = await officeToPdf({ content, ...kind });
      return pages.status === "made" ? pageToPicture(pages.content, want) : pages;
    }
  }
}
