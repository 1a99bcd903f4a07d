import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Chapter, Plan } from "../timeline/types.ts";
import { workFolderOf } from "./finalise.ts";
import { filmFile, joinFilm } from "./join.ts";
import { composeSegment, segmentFile } from "./segment.ts";
import { composeSound, soundFile } from "./sound.ts";

export type Composed = {
  readonly done: number;
  readonly total: number;
  /** The film, once it is whole. */
  readonly film: string | null;
};

/** Segments, the sound, and putting them together. */
export const stepsOf = (plan: Plan) => plan.segments.length + 2;

/**
 * Does the first step that is not done yet of making a film. What is done is on the disk under its name, so that whoever goes on after a crash does nothing
 * twice but the step that was interrupted.
 */
export async function composeNext({
  folder,
  plan,
  titleOf,
  signal,
}: {
  readonly folder: string;
  readonly plan: Plan;
  /** A chapter in the language of whoever began the recording. */
  readonly titleOf: (chapter: Chapter) => string;
  readonly signal: AbortSignal;
}): Promise<Composed> {
  const work = workFolderOf(folder);
  const total = stepsOf(plan);
  const film = path.join(work, filmFile);
  if (await isThere(film)) return { done: total, total, film };

  const made = new Set(await readdir(path.join(work, "segments")));
  const missing = plan.segments.findIndex((_, index) => !made.has(path.basename(segmentFile(index))));
  const segment = plan.segments[missing];
  if (segment) {
    await composeSegment({ folder: work, segment, index: missing, signal });
    return { done: missing + 1, total, film: null };
  }
  if (!(await isThere(path.join(work, soundFile)))) {
    await composeSound(work, plan, signal);
    return { done: total - 1, total, film: null };
  }
  const chapters = plan.chapters.map((chapter) => ({ at: chapter.at, title: titleOf(chapter) }));
  await joinFilm(work, plan, chapters, signal);
  return { done: total, total, film };
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
