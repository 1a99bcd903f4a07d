import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { kindOf } from "./kind.ts";
import { makePreview } from "./make.ts";
import type { PictureWant, Want } from "./want.ts";

const folder = path.resolve(import.meta.dirname, "../../../fixtures/files");
const file = (name: string) => {
  const bytes = readFileSync(path.join(folder, name));
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
};
const picture: PictureWant = {
  as: "picture",
  width: 160,
  height: 120,
  fit: "contain",
  quality: "medium",
  format: "webp",
  shape: "rectangular",
  page: 1,
};

async function make(content: Buffer, want: Want, name = "x", type = "application/octet-stream") {
  const kind = kindOf({ name, type, content });
  if (!kind) throw new Error("no kind");
  return makePreview({ content, kind, want });
}

async function seen(content: Buffer, want: Partial<PictureWant> = {}, name = "x") {
  const made = await make(content, { ...picture, ...want }, name);
  if (made.status === "failed") throw new Error(made.reason);
  const { width, height, format, hasAlpha, exif } = await sharp(made.content).metadata();
  return { width, height, format, hasAlpha, exif, type: made.type, content: made.content };
}

test("a text is made into another format of office programs, and nothing else is", async () => {
  const want = { as: "office", format: "odt" } as const;
  const odt = await make(file("letter.docx"), want);
  if (odt.status === "failed") throw new Error(odt.reason);
  expect(kindOf({ name: "x", type: "", content: odt.content })).toEqual({ family: "office", format: "odt" });
  const back = await make(odt.content, { as: "office", format: "docx" });
  expect(back).toMatchObject({ type: expect.stringContaining("wordprocessingml") });
  for (const name of ["offers.xlsx", "talk.pdf", "chart.bmp"])
    expect(await make(file(name), want)).toEqual({ status: "failed", reason: "broken" });
});

/** Four colours, so that turning and cutting show. */
const quarters = (width: number, height: number) => {
  const cell = (x: number, y: number, fill: string) =>
    `<rect x="${(x * width) / 2}" y="${(y * height) / 2}" width="${width / 2}" height="${height / 2}" fill="${fill}"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${cell(0, 0, "red")}${cell(1, 0, "lime")}${cell(0, 1, "blue")}${cell(1, 1, "white")}</svg>`,
  );
};

async function colourAt(content: Buffer, x: number, y: number) {
  const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [0, 1, 2].map((channel) => ((data[at + channel] ?? 0) > 127 ? 1 : 0)).join("");
}

describe("pictures", () => {
  const source = sharp(quarters(800, 400));

  test.each(["jpeg", "png", "webp", "gif", "tiff", "avif"] as const)("%s is fitted into the area", async (format) => {
    const content = await source.clone().toFormat(format).toBuffer();
    expect(await seen(content)).toMatchObject({ width: 160, height: 80, format: "webp", type: "image/webp" });
  });

  test("an area is filled when asked, in each format, and what is small is not blown up to fit", async () => {
    const content = await source.clone().jpeg().toBuffer();
    for (const format of ["jpeg", "png", "gif"] as const)
      expect(await seen(content, { fit: "cover", format })).toMatchObject({
        width: 160,
        height: 120,
        type: `image/${format}`,
      });
    const tiny = await sharp(quarters(20, 10)).png().toBuffer();
    expect(await seen(tiny)).toMatchObject({ width: 20, height: 10 });
  });

  test("five steps of quality, each larger than the one before", async () => {
    const content = await sharp(file("chart.bmp").subarray(54, 54 + 9216), {
      raw: { width: 64, height: 48, channels: 3 },
    })
      .jpeg({ quality: 100 })
      .toBuffer();
    const sizes: number[] = [];
    for (const quality of ["lowest", "low", "medium", "high", "highest"] as const)
      sizes.push((await seen(content, { quality, format: "jpeg" })).content.length);
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
    expect(new Set(sizes).size).toBe(5);
  });

  test("a photograph is turned upright, and place and camera stay behind", async () => {
    const exif = { IFD0: { Model: "Camera" }, IFD3: { GPSLatitude: "52/1 31/1 0/1" } };
    const turned = await source.clone().jpeg().withExif(exif).withMetadata({ orientation: 6, exif }).toBuffer();
    const shown = await seen(turned);
    expect(shown).toMatchObject({ width: 60, height: 120 });
    expect(shown.exif).toBeUndefined();
    // Orientation 6: the top is at the right, so that the left above comes to the right above (Exif 2.32 §4.6.4).
    expect(await colourAt(shown.content, 0.9, 0.1)).toBe("100");
    expect(await colourAt(shown.content, 0.1, 0.1)).toBe("001");
  });

  test("a rounded picture lets its corners through", async () => {
    const shown = await seen(await source.clone().png().toBuffer(), {
      shape: "rounded",
      fit: "cover",
      width: 100,
      height: 100,
    });
    const { data } = await sharp(shown.content).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([data[3], data[(50 * 100 + 50) * 4 + 3]]).toEqual([0, 255]);
  });

  test("a drawing is made as fine as the area", async () => {
    expect(await seen(quarters(40, 20))).toMatchObject({ width: 160, height: 80 });
    expect(await seen(quarters(8000, 8000), { width: 1600, height: 1600 })).toMatchObject({
      width: 1600,
      height: 1600,
    });
  });

  test("a moving picture goes on moving as GIF only", async () => {
    const frames = ["red", "lime", "blue"].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    );
    const moving = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    const made = await make(moving, { ...picture, format: "gif" });
    expect(made.status === "made" && (await sharp(made.content, { animated: true }).metadata()).pages).toBe(3);
    expect(await seen(moving)).toMatchObject({ width: 40, height: 30 });
  });

  test("HEIC of telephones, and bitmaps", async () => {
    expect(await seen(file("chart.heic"))).toMatchObject({ width: 64, height: 48, format: "webp" });
    expect(await seen(file("chart.bmp"))).toMatchObject({ width: 64, height: 48, format: "webp" });
  });

  test("a page of a TIFF that has several; one that it has not is said to be missing", async () => {
    const pages = ["red", "lime"].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    );
    const tiff = await sharp(await Promise.all(pages), { join: { animated: true } })
      .tiff()
      .toBuffer();
    expect(await colourAt((await seen(tiff, { page: 2 })).content, 0.5, 0.5)).toBe("010");
    expect(await make(tiff, { ...picture, page: 3 })).toEqual({ status: "failed", reason: "no-page" });
  });

  test("what is broken, or more than may be, is said to be so", async () => {
    const broken = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(100, 3)]);
    expect(await make(broken, picture)).toEqual({ status: "failed", reason: "broken" });
  });
});

describe("pages", () => {
  test("a page of a PDF, by number", async () => {
    expect(await seen(file("talk.pdf"), { page: 2 })).toMatchObject({ width: 160, height: 90, format: "webp" });
    expect(await seen(file("talk.pdf"), { fit: "cover" })).toMatchObject({ width: 160, height: 120 });
    expect(await make(file("talk.pdf"), { ...picture, page: 3 })).toEqual({ status: "failed", reason: "no-page" });
  });

  test("some pages of a PDF are a PDF again", async () => {
    const made = await make(file("talk.pdf"), { as: "pdf", first: 2, last: 2 });
    if (made.status === "failed") throw new Error(made.reason);
    expect(await make(made.content, { ...picture, page: 1 })).toMatchObject({ status: "made" });
    expect(await make(made.content, { ...picture, page: 2 })).toEqual({ status: "failed", reason: "no-page" });
  });

  test.each(["letter.doc", "offers.xlsx", "offers.ods", "offers.xls", "talk.pptx", "talk.odp", "talk.ppt.gz"])(
    "%s becomes pages",
    async (name) => {
      const made = await make(file(name), { as: "pdf", first: 1, last: null });
      if (made.status === "failed") throw new Error(made.reason);
      expect(made.content.subarray(0, 5).toString()).toBe("%PDF-");
      const { content } = await seen(made.content, { width: 600, height: 600, format: "png" });
      // There is something on the page.
      expect((await sharp(content).stats()).channels[0]?.min).toBeLessThan(120);
    },
    60_000,
  );
});

describe("films and sounds", () => {
  test.each(["film.mp4", "film.webm"])("a frame of %s", async (name) => {
    expect(await seen(file(name))).toMatchObject({ width: 160, height: 90 });
  });

  test.each(["sound.mp3", "sound.ogg"])("the wave of %s", async (name) => {
    expect(await seen(file(name), { format: "png" })).toMatchObject({ width: 160, height: 120, hasAlpha: true });
  });
});
