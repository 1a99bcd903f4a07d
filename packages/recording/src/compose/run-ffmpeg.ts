import { type Limits, runConfined } from "@carbyne/sandbox";

const mib = 2 ** 20;

/** What one run may take: a minute of film of sixteen people, or the sound of hours. */
const limits: Limits = {
  wallMs: 40 * 60_000,
  cpuSeconds: 3600,
  memoryBytes: 2048 * mib,
  // Nothing of it is in memory: what it writes is in its working folder.
  scratchBytes: 64 * 1024 * mib,
  outputBytes: 8 * mib,
  processes: 128,
};

/** It was ended because the process ends; what it was about is left for another. */
export class Interrupted extends Error {}

/** Runs ffmpeg in a folder, and nothing else within its reach, after whatever else wants the processor. Gives what it said. */
export async function runFfmpeg({
  folder,
  args,
  inputs = {},
  signal,
}: {
  readonly folder: string;
  readonly args: readonly string[];
  readonly inputs?: Readonly<Record<string, Uint8Array>>;
  readonly signal: AbortSignal;
}): Promise<string> {
  const ran = await runConfined({
    program: "nice",
    args: ["-n", "15", "ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-y", ...args],
    inputs,
    outputs: ["stderr"],
    workFolder: folder,
    signal,
    limits,
  });
  if (signal.aborted) throw new Interrupted();
  if (ran.status === "failed") throw new Error(`ffmpeg ended: ${ran.reason}: ${ran.detail}`);
  const said = ran.files.get("stderr")?.toString("utf8") ?? "";
  if (ran.code !== 0) throw new Error(`ffmpeg failed with ${ran.code}: ${said.slice(-1500)}`);
  return said;
}

/** How a track is read: its times are those of the recording, not of its first frame. */
export const readTrack = (file: string, fromMs: number) =>
  [
    ["-protocol_whitelist", "file", "-seek_timestamp", "1", "-ss", (fromMs / 1000).toFixed(3)],
    ["-f", "matroska", "-i", file],
  ].flat();
