import { createRequire } from "node:module";
import path from "node:path";
import { runConfined } from "@carbyne/sandbox";
import { limitsOf, mostPixels } from "./limits.ts";
import { failed, fileOf, type Outcome, type Step } from "./outcome.ts";
import type { PictureWant, Quality } from "./want.ts";

const drawing = path.join(import.meta.dirname, "draw.mjs");
/** The folder of packages that sharp and what it needs lie in. */
const packages = path.resolve(createRequire(import.meta.url).resolve("sharp"), "../../..");

const qualityOf: Readonly<Record<Quality, number>> = { lowest: 30, low: 50, medium: 70, high: 85, highest: 95 };

type Source = {
  readonly content: Buffer;
  readonly isVector: boolean;
  /** Pages are cut at their foot, pictures on both sides. */
  readonly position: "centre" | "top";
  /** Of a picture that has several, from 1. */
  readonly page: number;
};

/** Turned upright, fitted into the area, without place and camera. */
export async function drawPicture({ content, isVector, position, page }: Source, want: PictureWant): Promise<Outcome> {
  const { width, height, fit, format } = want;
  const order = {
    width,
    height,
    fit,
    position,
    format,
    isVector,
    mostPixels,
    page: page - 1,
    quality: qualityOf[want.quality],
    isRounded: want.shape === "rounded",
  };
  const ran = await runConfined({
    program: process.execPath,
    args: [drawing, JSON.stringify(order)],
    inputs: { file: content },
    outputs: ["picture", "stderr"],
    readable: [process.execPath, drawing, packages],
    limits: limitsOf.draw,
  });
  const made = fileOf(ran, "picture", [
    [/exceeds pixel limit|too large/i, "too-large"],
    [/page.*(?:out of range|does not exist)|bad page number|not contain page/i, "no-page"],
    [/Cannot find (?:package|module)|Could not load the "sharp"/, "unavailable"],
  ]);
  return made.status === "made" ? { status: "made", type: `image/${format}`, content: made.content } : made;
}

/** A picture of a format that the drawing does not know, as one that it does. */
export async function heifToPicture(content: Buffer): Promise<Step> {
  const ran = await runConfined({
    program: "heif-convert",
    args: ["-q", "95", "/in/file", "out.jpg"],
    inputs: { file: content },
    outputs: ["out.jpg", "out-1.jpg", "stderr"],
    limits: limitsOf.draw,
  });
  // A file with several pictures is written as several.
  const first = fileOf(ran, "out.jpg");
  return first.status === "made" ? first : fileOf(ran, "out-1.jpg");
}

/** The first picture that ffmpeg sees in a file, by the demuxer of its format only: a playlist or a script is none. */
export async function frameToPicture({ content, format }: { content: Buffer; format: string }): Promise<Step> {
  const demuxer = demuxers[format];
  if (demuxer === undefined) return failed("broken");
  // Of the first seconds the frame that tells the most: films begin in black.
  return runFfmpeg({ content, demuxer }, ["-an", "-sn", "-dn", "-vf", "thumbnail=60,scale='min(1920,iw)':-2"]);
}

/** A sound as it rises and falls. */
export async function soundToPicture(
  { content, format }: { content: Buffer; format: string },
  { width, height }: PictureWant,
): Promise<Step> {
  const demuxer = demuxers[format];
  if (demuxer === undefined) return failed("broken");
  const wave = `[0:a:0]aformat=channel_layouts=mono,showwavespic=s=${width}x${height}:colors=#7c8798:scale=sqrt`;
  return runFfmpeg({ content, demuxer }, ["-filter_complex", wave]);
}

async function runFfmpeg(source: { content: Buffer; demuxer: string }, filter: readonly string[]): Promise<Step> {
  const from = ["-nostdin", "-v", "error", "-protocol_whitelist", "file", "-f", source.demuxer, "-i", "/in/file"];
  const ran = await runConfined({
    program: "ffmpeg",
    args: [...from, ...filter, "-frames:v", "1", "out.png"],
    inputs: { file: source.content },
    outputs: ["out.png", "stderr"],
    limits: limitsOf.media,
  });
  return fileOf(ran, "out.png");
}

const demuxers: Readonly<Record<string, string>> = {
  aac: "aac",
  amr: "amr",
  asf: "asf",
  avi: "avi",
  bmp: "bmp_pipe",
  flac: "flac",
  flv: "flv",
  ico: "ico",
  matroska: "matroska",
  mp3: "mp3",
  mp4: "mov",
  mpeg: "mpeg",
  ogg: "ogg",
  wav: "wav",
};
