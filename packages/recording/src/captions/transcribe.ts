import { execFile } from "node:child_process";
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { trackFile, workFolderOf } from "../compose/finalise.ts";
import { readTrack, runFfmpeg } from "../compose/run-ffmpeg.ts";
import type { Plan } from "../timeline/types.ts";
import { type Cue, formatVtt, parseVtt } from "./vtt.ts";

/** One person's voice alone, as sound of 16,000 samples a second and one channel, from the beginning of the film to its end. */
export type Voice = { readonly wavFile: string; readonly name: string; readonly language: string };

/** Writes down what is said. Who speaks is known already, since each has a track of their own. */
export type Transcriber = (voice: Voice, signal: AbortSignal) => Promise<readonly Omit<Cue, "speaker">[]>;

const wallMs = 4 * 3_600_000;
const mostSaid = 8_000_000;

/** A program of this machine that is run with the name of a WAV file and a language, and prints WebVTT. */
export function programTranscriber(program: string): Transcriber {
  return async ({ wavFile, language }, signal) => {
    const { stdout } = await promisify(execFile)(program, [wavFile, language], {
      signal,
      timeout: wallMs,
      maxBuffer: mostSaid,
    });
    // Nothing is said in it, which is no fault.
    return /-->/.test(stdout) ? parseVtt(stdout) : [];
  };
}

/** Has everybody's words written down and puts them in one order; null where nothing was said. */
export async function transcribe({
  folder,
  plan,
  language,
  transcriber,
  signal,
}: {
  readonly folder: string;
  readonly plan: Plan;
  readonly language: string;
  readonly transcriber: Transcriber;
  readonly signal: AbortSignal;
}): Promise<string | null> {
  const work = workFolderOf(folder);
  const cues: Cue[] = [];
  for (const { streamId, name } of plan.voices) {
    const wav = `voice-${streamId}.wav`;
    const whole = `aresample=16000:async=1:min_hard_comp=0.03:first_pts=0,apad,atrim=end=${(plan.durationMs / 1000).toFixed(3)}`;
    await runFfmpeg({
      folder: work,
      args: ["-v", "error", ...readTrack(trackFile(streamId), 0), "-af", whole, "-ac", "1", "-f", "wav", wav],
      signal,
    });
    const said = await transcriber({ wavFile: path.join(work, wav), name, language }, signal);
    cues.push(...said.map((cue) => ({ ...cue, speaker: name })));
  }
  if (cues.length === 0) return null;
  const vtt = formatVtt(cues.sort((a, b) => a.from - b.from));
  await writeFile(path.join(work, "captions.part"), vtt);
  await rename(path.join(work, "captions.part"), path.join(work, "captions.vtt"));
  return vtt;
}
