import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { recordings } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import {
  composeNext,
  finalise,
  Interrupted,
  type Plan,
  programTranscriber,
  readPlan,
  transcribe,
} from "@carbyne/recording";
import type { App } from "../app.ts";
import type { Loop } from "./loop.ts";

/** Where recordings of this machine lie, a folder each. */
export const recordingFolder = ({ env }: Pick<App, "env">) => path.join(env.dataDir, "recordings");

const holdMs = 30_000;

/** Makes films of what was recorded on this machine, a step at a time and one film after the other; after a crash it goes on where it was. */
export const makeFilms: Loop = {
  name: "recordings",
  restMs: 5000,
  async round(app, signal) {
    const { ctx } = app;
    await recordings.sweepRecordings(ctx);
    const claimed = await recordings.claimRecording(ctx, { host: hostname() });
    if (!claimed) {
      await removeFinished(app);
      return false;
    }
    const { id } = claimed;
    const holding = setInterval(() => {
      recordings
        .holdRecording(ctx, { id })
        .catch((err: unknown) => app.log.warn({ err, id }, "a recording was not held"));
    }, holdMs);
    try {
      await step(app, claimed, signal);
      await recordings.releaseRecording(ctx, { id });
    } catch (error) {
      if (error instanceof Interrupted || signal.aborted) {
        await recordings.releaseRecording(ctx, { id });
        return false;
      }
      app.log.error({ err: error, recordingId: id }, "a film could not be made");
      // What waits for room is not tried again by itself; what cannot be confined at the moment is.
      const isLasting = error instanceof Refusal && error.kind !== "busy";
      await recordings.noteFailure(ctx, { id, attempts: claimed.attempts, reason: isLasting ? error.reason : null });
    } finally {
      clearInterval(holding);
    }
    return true;
  },
};

async function step(app: App, claimed: recordings.ClaimedRecording, signal: AbortSignal): Promise<void> {
  const { ctx } = app;
  const { id, layout, locale } = claimed;
  const folder = path.join(recordingFolder(app), id);
  const known = await readPlan(folder);
  const plan = known ?? (await finalise(folder, layout));
  if (!known) return recordings.noteProgress(ctx, { id, done: 0, total: plan.segments.length + 2 });

  const { done, total, film } = await composeNext({
    folder,
    plan,
    titleOf: (one) => recordings.chapterWords(one, locale),
    signal,
  });
  if (film === null || done !== claimed.done) await recordings.noteProgress(ctx, { id, done, total });
  if (film === null) return;
  const vtt = await writeDown(app, { folder, plan, locale, signal });
  if (vtt !== null) await recordings.keepMadeCaptions(ctx, { id, language: locale, vtt });
  await recordings.keepFilm(ctx, {
    id,
    file: film,
    seconds: plan.durationMs / 1000,
    chapters: plan.chapters.map((one) => ({ at: one.at, title: recordings.chapterWords(one, locale) })),
    speakers: plan.speakers,
  });
  await rm(folder, { recursive: true, force: true });
}

/** What is said, where a program is there for that. A film without it is better than none. */
async function writeDown(
  { env, log }: App,
  { folder, plan, locale, signal }: { folder: string; plan: Plan; locale: string; signal: AbortSignal },
): Promise<string | null> {
  const program = env.transcriber;
  if (program === undefined) return null;
  try {
    return await transcribe({ folder, plan, language: locale, transcriber: programTranscriber(program), signal });
  } catch (error) {
    if (signal.aborted) throw error;
    log.error({ err: error }, "what was said could not be written down");
    return null;
  }
}

/** Removes what lies on the disk of films that are kept and of recordings that are gone. */
async function removeFinished(app: App): Promise<void> {
  const root = recordingFolder(app);
  const ids = (await readdir(root).catch(() => [])).filter((name) => /^[0-9a-f-]{36}$/.test(name));
  if (ids.length === 0) return;
  for (const id of await recordings.finishedAmong(app.ctx, ids))
    await rm(path.join(root, id), { recursive: true, force: true });
}
