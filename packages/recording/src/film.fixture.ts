import { execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { openEventLog, type RecordedEvent } from "./dump/events.ts";
import type { StreamHeader } from "./dump/format.ts";
import { createStreamWriter } from "./dump/stream-writer.ts";
import { readRtp } from "./rtp/packet.ts";

const run = promisify(execFile);

/** Somebody whose picture is one colour and whose voice one tone; once a second both go off for a tenth, at the same moment. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly hertz: number;
  /** A source of FFmpeg's in place of the plain colour, where it matters how much there is to see. */
  readonly picture?: string;
};

export const four: readonly Actor[] = [
  { id: "ann", name: "Ann", colour: "red", hertz: 300 },
  { id: "bob", name: "Bob {x}, \\N; [y]: 'z'", colour: "green", hertz: 450 },
  { id: "cem", name: "محمد", colour: "blue", hertz: 650 },
  { id: "dai", name: "東京の大介", colour: "yellow", hertz: 900 },
];

/** When each actor comes and goes, in milliseconds; all at once and to the end where nothing is said. */
export type Script = {
  readonly seconds: number;
  /** What else happens, in order. */
  readonly events?: readonly RecordedEvent[];
};

const startedMs = 400;

/**
 * A recording of people whose streams ffmpeg makes and sends as RTP over UDP: nothing of them is written by what reads them. Packets come at the moments of their
 * own timestamps with a shiver of some milliseconds, and here and there one overtakes another.
 */
export async function recordActors(actors: readonly Actor[], { seconds, events = [] }: Script): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "recording-"));
  const log = await openEventLog(folder, raise);
  const all: RecordedEvent[] = [
    ...actors.flatMap(({ id, name }): RecordedEvent[] => [
      { what: "joined", peerId: id, personId: `person-${id}`, name, atMs: 0, wallMs: 0 },
      { what: "producer", peerId: id, streamId: `${id}-camera`, source: "camera", isPaused: false, atMs: 0, wallMs: 0 },
      { what: "producer", peerId: id, streamId: `${id}-mic`, source: "mic", isPaused: false, atMs: 0, wallMs: 0 },
    ]),
    ...events,
    { what: "recordingStopped", reason: "stopped", atMs: startedMs + seconds * 1000, wallMs: 0 },
  ];
  for (const event of all) log.add(event);
  await log.close();
  for (const actor of actors) {
    await keepStream(folder, { streamId: `${actor.id}-camera`, codec: "vp8" }, cameraOf(actor, seconds));
    await keepStream(folder, { streamId: `${actor.id}-mic`, codec: "opus" }, micOf(actor, seconds));
  }
  return folder;
}

const raise = (error: Error) => {
  throw error;
};
const off = "lt(mod(t,1),0.1)";

/** Black and silent for the first tenth of each second. */
const cameraOf = ({ colour, picture = `color=c=${colour}:s=640x360:r=25` }: Actor, seconds: number) =>
  [
    ["-f", "lavfi", "-i", `${picture},drawbox=color=black:t=fill:enable='${off}'`],
    ["-t", String(seconds), "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k", "-g", "50"],
  ].flat();
const micOf = ({ hertz }: Actor, seconds: number) =>
  [
    ["-f", "lavfi", "-i", `aevalsrc='if(${off},0,0.2*sin(2*PI*${hertz}*t))':s=48000`],
    ["-t", String(seconds), "-c:a", "libopus", "-b:a", "48k", "-frame_duration", "20"],
  ].flat();

/** Takes what ffmpeg sends to a port, to the end. */
async function keepStream(
  folder: string,
  { streamId, codec }: Pick<StreamHeader, "streamId" | "codec">,
  source: readonly string[],
): Promise<void> {
  const socket = createSocket({ type: "udp4", recvBufferSize: 2 ** 24 });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const packets: Buffer[] = [];
  socket.on("message", (rtp) => packets.push(rtp));
  const to = `rtp://127.0.0.1:${socket.address().port}?pkt_size=1200&rtcpport=9`;
  await run("ffmpeg", ["-v", "error", ...source, "-f", "rtp", to]);
  await sleep(100);
  socket.close();

  const clockRate = codec === "vp8" ? 90_000 : 48_000;
  const first = readRtp(packets[0] ?? Buffer.alloc(0));
  if (!first) throw new Error("ffmpeg sent nothing");
  const { ssrc, payloadType } = first;
  const header = { version: 1, streamId, codec, ssrc, payloadType, clockRate } as const;
  const writer = await createStreamWriter({ folder, header, onFault: raise });
  packets.forEach((rtp, index) => {
    const ticks = ((readRtp(rtp)?.timestamp ?? 0) - first.timestamp) >>> 0;
    const shiverMs = index === 10 ? 0 : (index * 7) % 15;
    // The next one overtakes it.
    const turned = index % 50 === 20 ? packets[index + 1] : index % 50 === 21 ? packets[index - 1] : rtp;
    writer.write({ arrivalMs: startedMs + (ticks / clockRate) * 1000 + shiverMs, rtp: turned ?? rtp });
  });
  await writer.close();
}

export type Probe = {
  readonly seconds: number;
  readonly video: { readonly codec: string; readonly frames: number; readonly seconds: number };
  readonly audio: { readonly codec: string; readonly seconds: number };
  readonly chapters: readonly { readonly at: number; readonly title: string }[];
};

/** What ffprobe says of a film. */
export async function probe(film: string): Promise<Probe> {
  const shown = ["-show_streams", "-show_format", "-show_chapters"];
  const { stdout } = await run("ffprobe", ["-v", "error", "-count_packets", ...shown, "-of", "json", film]);
  const said = JSON.parse(stdout) as {
    format: { duration: string };
    streams: { codec_type: string; codec_name: string; duration: string; nb_read_packets: string }[];
    chapters: { start_time: string; tags: { title: string } }[];
  };
  const stream = (type: string) => {
    const found = said.streams.find(({ codec_type }) => codec_type === type);
    if (!found) throw new Error(`no ${type}`);
    return { codec: found.codec_name, seconds: Number(found.duration), frames: Number(found.nb_read_packets) };
  };
  return {
    seconds: Number(said.format.duration),
    video: stream("video"),
    audio: stream("audio"),
    chapters: said.chapters.map(({ start_time, tags }) => ({ at: Number(start_time), title: tags.title })),
  };
}

/** The colour of one place of every frame, as [red, green, blue]. */
export async function coloursAt(film: string, { x, y }: { x: number; y: number }): Promise<[number, number, number][]> {
  const args = [
    "-v",
    "error",
    "-i",
    film,
    "-vf",
    `crop=8:8:${x}:${y},scale=1:1`,
    "-f",
    "rawvideo",
    "-pix_fmt",
    "rgb24",
    "-",
  ];
  const { stdout } = await run("ffmpeg", args, { encoding: "buffer", maxBuffer: 2 ** 26 });
  return Array.from({ length: Math.floor(stdout.length / 3) }, (_, index) => [
    stdout[index * 3] ?? 0,
    stdout[index * 3 + 1] ?? 0,
    stdout[index * 3 + 2] ?? 0,
  ]);
}

/** How loud one tone is, for each hundredth of a second. */
export async function toneOf(film: string, hertz: number): Promise<number[]> {
  const band = `bandpass=f=${hertz}:width_type=h:w=60,bandpass=f=${hertz}:width_type=h:w=60`;
  const args = ["-v", "error", "-i", film, "-af", band, "-ac", "1", "-ar", "8000", "-f", "s16le", "-"];
  const { stdout } = await run("ffmpeg", args, { encoding: "buffer", maxBuffer: 2 ** 28 });
  const step = 160;
  return Array.from({ length: Math.floor(stdout.length / step) }, (_, index) => {
    let sum = 0;
    for (let at = index * step; at < (index + 1) * step; at += 2) sum += stdout.readInt16LE(at) ** 2;
    return Math.sqrt(sum / (step / 2));
  });
}

/** LUFS of the whole, and its true peak in dBFS. */
export async function loudnessOf(film: string): Promise<{ integrated: number; peak: number }> {
  const { stderr } = await run("ffmpeg", [
    "-nostats",
    "-i",
    film,
    "-af",
    "ebur128=peak=true:framelog=verbose",
    "-f",
    "null",
    "-",
  ]);
  return {
    integrated: Number(/Integrated loudness:\s+I:\s+(-?[\d.]+)/.exec(stderr)?.[1]),
    peak: Number(/True peak:\s+Peak:\s+(-?[\d.]+)/.exec(stderr)?.[1]),
  };
}
