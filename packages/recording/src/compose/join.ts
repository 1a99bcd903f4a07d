import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Plan } from "../timeline/types.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import { segmentFile } from "./segment.ts";
import { soundFile } from "./sound.ts";

export const filmFile = "film.mp4";

export type TitledChapter = { readonly at: number; readonly title: string };

/** Puts segments, sound and chapters together, with what a player needs first at the front. Nothing is encoded again. */
export async function joinFilm(
  folder: string,
  plan: Plan,
  chapters: readonly TitledChapter[],
  signal: AbortSignal,
): Promise<void> {
  const list = plan.segments.map((_, index) => `file '${segmentFile(index)}'`).join("\n");
  await writeFile(path.join(folder, "segments.txt"), `${list}\n`);
  await writeFile(path.join(folder, "chapters.txt"), metadataOf(chapters, plan.durationMs));
  await runFfmpeg({
    folder,
    args: [
      ["-v", "error", "-protocol_whitelist", "file", "-f", "concat", "-safe", "0", "-i", "segments.txt"],
      ["-protocol_whitelist", "file", "-f", "mov", "-i", soundFile, "-f", "ffmetadata", "-i", "chapters.txt"],
      ["-map", "0:v", "-map", "1:a", "-map_metadata", "2", "-map_chapters", "2", "-c", "copy"],
      ["-movflags", "+faststart", "-f", "mp4", `${filmFile}.part`],
    ].flat(),
    signal,
  });
  await rename(path.join(folder, `${filmFile}.part`), path.join(folder, filmFile));
}

/** FFmpeg's own format of metadata, in which some signs need a backslash before them. */
function metadataOf(chapters: readonly TitledChapter[], durationMs: number): string {
  const lines = chapters.flatMap(({ at, title }, index) => {
    const end = index + 1 < chapters.length ? Math.round((chapters[index + 1]?.at ?? 0) * 1000) : durationMs;
    const text = title.replace(/\p{Cc}+/gu, " ").replace(/[=;#\\]/g, "\\$&");
    return ["[CHAPTER]", "TIMEBASE=1/1000", `START=${Math.round(at * 1000)}`, `END=${end}`, `title=${text}`];
  });
  return [";FFMETADATA1", ...lines, ""].join("\n");
}
