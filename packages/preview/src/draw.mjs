// Runs confined, by itself: one picture in, one out. As JavaScript, since stripping types costs as much as drawing.
import { writeFileSync } from "node:fs";
import sharp from "sharp";

/** @typedef {{ width: number, height: number, fit: "contain" | "cover", position: string, quality: number, format: "jpeg" | "png" | "webp" | "gif", isRounded: boolean, page: number, isVector: boolean, mostPixels: number }} Order */

/** @type {Order} */
const order = JSON.parse(process.argv[2] ?? "");
const { width, height, fit, position, quality, format, isRounded, page, isVector, mostPixels } = order;
sharp.cache(false);
sharp.concurrency(1);

const options = {
  limitInputPixels: mostPixels,
  // What is broken off is shown as far as it goes.
  failOn: /** @type {const} */ ("error"),
  sequentialRead: true,
  ...(format === "gif" ? { animated: true } : { page }),
};

/** How finely a drawing is dissolved so that it fills the area and no more. */
async function densityOf() {
  const { width: w, height: h, density = 72 } = await sharp("/in/file", options).metadata();
  const scale = fit === "cover" ? Math.max(width / w, height / h) : Math.min(width / w, height / h);
  return Math.max(1, Math.min(2400, density * scale));
}

const resized = sharp("/in/file", isVector ? { ...options, density: await densityOf() } : options)
  .autoOrient()
  .resize({ width, height, fit: fit === "cover" ? "cover" : "inside", position, withoutEnlargement: fit !== "cover" });

async function rounded() {
  const { data, info } = await resized.png({ compressionLevel: 1 }).toBuffer({ resolveWithObject: true });
  const radius = Math.min(info.width, info.height) / 2;
  const mask = `<svg width="${info.width}" height="${info.height}"><rect width="100%" height="100%" rx="${radius}"/></svg>`;
  return sharp(data).composite([{ input: Buffer.from(mask), blend: "dest-in" }]);
}

const shaped = isRounded ? await rounded() : resized;
const done = {
  jpeg: () => shaped.flatten({ background: "#fff" }).jpeg({ quality, mozjpeg: false }),
  png: () => shaped.png({ compressionLevel: 7 }),
  webp: () => shaped.webp({ quality, effort: 3 }),
  gif: () => shaped.gif(),
}[format]();
writeFileSync("picture", await done.toBuffer());
