import { rename } from "node:fs/promises";
import path from "node:path";
import type { Plan } from "../timeline/types.ts";
import { trackFile } from "./finalise.ts";
import { readTrack, runFfmpeg } from "./run-ffmpeg.ts";

export const soundFile = "sound.m4a";
const mixFile = "mix.flac";

/** How loud films are, in LUFS (EBU R 128 s2 for what is streamed), and the highest peak. */
const wantedLoudness = -16;
const peak = 10 ** (-1.5 / 20);
/** A quiet meeting is made louder so far; beyond it only noise is. */
const mostGain = 30;

/** Mixes all that was said, once for the whole film: so nothing clicks where segments meet. */
export async function composeSound(folder: string, plan: Plan, signal: AbortSignal): Promise<void> {
  const seconds = (plan.durationMs / 1000).toFixed(3);
  const inputs = plan.heard.flatMap((streamId) => readTrack(trackFile(streamId), 0));
  const said = await runFfmpeg({
    folder,
    args: ["-v", "info", ...inputs, "-filter_complex", mixOf(plan.heard.length, seconds), "-map", "[mix]", mixFile],
    signal,
  });
  // The filters are set up twice, and say what they measured each time: the last is of the sound.
  const measured = [...said.matchAll(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/g)];
  const loudness = Number(measured.at(-1)?.[1] ?? Number.NaN);
  // -70 is what is measured of silence.
  const gain = loudness > -69 ? Math.min(mostGain, wantedLoudness - loudness) : 0;
  await runFfmpeg({
    folder,
    args: [
      ["-v", "error", "-protocol_whitelist", "file", "-f", "flac", "-i", mixFile],
      ["-af", `volume=${gain.toFixed(2)}dB,alimiter=limit=${peak.toFixed(4)}:level=disabled`],
      ["-c:a", "aac", "-b:a", "128k", "-f", "mp4", `${soundFile}.part`],
    ].flat(),
    signal,
  });
  await rename(path.join(folder, `${soundFile}.part`), path.join(folder, soundFile));
}

/**
 * Each track begins where its first packet lies and is silent where nothing was sent; a hole of more than 30 ms moves nothing after it. What is beyond what a
 * file can say is limited, and the whole measured on its way.
 */
function mixOf(count: number, seconds: string): string {
  const measured = `alimiter=limit=0.95:level=disabled,apad,atrim=end=${seconds},ebur128=framelog=verbose,aresample=48000[mix]`;
  if (count === 0) return `anullsrc=r=48000:cl=stereo,${measured}`;
  const tracks = Array.from({ length: count }, (_, index) => {
    const even =
      "aresample=48000:async=1:min_hard_comp=0.03:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo";
    return `[${index}:a]${even}[a${index}]`;
  });
  const all = Array.from({ length: count }, (_, index) => `[a${index}]`).join("");
  const mix = `${all}amix=inputs=${count}:normalize=0:dropout_transition=0:duration=longest,${measured}`;
  return [...tracks, mix].join(";");
}
