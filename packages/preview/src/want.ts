/** What is wanted of a file: a picture of it, its pages as PDF, the list of what lies in it, or the same text in another format. */
export type Want = PictureWant | PagesWant | ListWant | OfficeWant;

export type PictureWant = {
  readonly as: "picture";
  readonly width: number;
  readonly height: number;
  /** The whole inside of the area, or the area filled. */
  readonly fit: "contain" | "cover";
  readonly quality: Quality;
  readonly format: PictureFormat;
  readonly shape: "rectangular" | "rounded";
  /** From 1. */
  readonly page: number;
};

export type PagesWant = { readonly as: "pdf"; readonly first: number; readonly last: number | null };

export type ListWant = { readonly as: "list" };

/** A text in another format of office programs. */
export type OfficeWant = { readonly as: "office"; readonly format: "docx" | "odt" };

export const qualities = ["lowest", "low", "medium", "high", "highest"] as const;
export type Quality = (typeof qualities)[number];
export const pictureFormats = ["jpeg", "png", "webp", "gif"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** All pages: what further wishes about an office file are made from. */
export const allPages: PagesWant = { as: "pdf", first: 1, last: null };

/** One text for one wish, under which its preview is kept. */
export function keyOf(want: Want): string {
  if (want.as === "list") return "list";
  if (want.as === "office") return `office ${want.format}`;
  if (want.as === "pdf") return `pdf ${want.first}-${want.last ?? ""}`;
  const { width, height, fit, quality, format, shape, page } = want;
  return `picture ${width}x${height} ${fit} ${quality} ${format} ${shape} ${page}`;
}

/** The wish that a text is for. */
export function wantOf(key: string): Want | null {
  if (key === "list") return { as: "list" };
  if (key === "office docx" || key === "office odt")
    return { as: "office", format: key === "office odt" ? "odt" : "docx" };
  const pages = /^pdf (\d+)-(\d*)$/.exec(key);
  if (pages) return { as: "pdf", first: Number(pages[1]), last: pages[2] === "" ? null : Number(pages[2]) };
  const [, width, height, fit, quality, format, shape, page] =
    /^picture (\d+)x(\d+) (contain|cover) (\w+) (\w+) (rectangular|rounded) (\d+)$/.exec(key) ?? [];
  const known = {
    quality: qualities.find((one) => one === quality),
    format: pictureFormats.find((one) => one === format),
  };
  if (!known.quality || !known.format) return null;
  return {
    as: "picture",
    width: Number(width),
    height: Number(height),
    fit: fit === "cover" ? "cover" : "contain",
    quality: known.quality,
    format: known.format,
    shape: shape === "rounded" ? "rounded" : "rectangular",
    page: Number(page),
  };
}
