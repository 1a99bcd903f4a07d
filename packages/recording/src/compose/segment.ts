import { rename } from "node:fs/promises";
import path from "node:path";
import { canvas, frameMs, type Segment, type Tile } from "../timeline/types.ts";
import { trackFile } from "./finalise.ts";
import { labelsOf } from "./labels.ts";
import { readTrack, runFfmpeg } from "./run-ffmpeg.ts";

export const segmentFile = (index: number) => `segments/${String(index).padStart(5, "0")}.mp4`;

/** Every segment is encoded alike, so that they are put together without being encoded again. */
const encoding = [
  ["-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p"],
  ["-profile:v", "high", "-g", "50", "-video_track_timescale", "12800"],
].flat();

/** Encodes one stretch of the film into the folder; a file with its name is there when it is whole. */
export async function composeSegment({
  folder,
  segment,
  index,
  signal,
}: {
  readonly folder: string;
  readonly segment: Segment;
  readonly index: number;
  readonly signal: AbortSignal;
}): Promise<void> {
  const shown = segment.tiles.filter(({ streamId }) => streamId !== null);
  // From the picture before that stands alone: of what is shown seldom, the last one before the cut is what is seen after it.
  const inputs = shown.flatMap(({ streamId }) => [
    "-reinit_filter",
    "0",
    "-noaccurate_seek",
    ...readTrack(trackFile(streamId ?? ""), segment.fromMs),
  ]);
  const file = segmentFile(index);
  const part = file.replace(".mp4", ".part");
  const frames = Math.round((segment.toMs - segment.fromMs) / frameMs);
  await runFfmpeg({
    folder,
    inputs: { "names.ass": Buffer.from(labelsOf(segment.tiles)) },
    args: [
      ["-v", "error", ...inputs, "-filter_complex", graphOf(segment.tiles, shown), "-map", "[film]"],
      ["-frames:v", String(frames), "-r", String(canvas.framesPerSecond), ...encoding, "-f", "mp4", part],
    ].flat(),
    signal,
  });
  await rename(path.join(folder, part), path.join(folder, file));
}

/** The picture as filters: only numbers and names of ours are in it. */
function graphOf(tiles: readonly Tile[], shown: readonly Tile[]): string {
  const { width, height, framesPerSecond } = canvas;
  const grounds = tiles.map((tile) => {
    const at = `x=${tile.x + 2}:y=${tile.y + 2}:w=${tile.width - 4}:h=${tile.height - 4}`;
    return `drawbox=${at}:color=0x2a2f3a:t=fill`;
  });
  const ground = [`color=c=0x14171c:s=${width}x${height}:r=${framesPerSecond}`, ...grounds, "format=yuv420p"];
  const pictures = shown.map((tile, index) => {
    const fitted = fitInto(tile);
    const scale = `scale=${fitted.width}:${fitted.height}:flags=bilinear,setsar=1`;
    return { fitted, filter: `[${index}:v]${scale},fps=${framesPerSecond},trim=start=0[p${index}]` };
  });
  const overlays = pictures.map(
    ({ fitted: { x, y } }, index) => `[g${index}][p${index}]overlay=${x}:${y}:eof_action=repeat[g${index + 1}]`,
  );
  return [
    `${ground.join(",")}[g0]`,
    ...pictures.map(({ filter }) => filter),
    ...overlays,
    `[g${shown.length}]ass=/in/names.ass[film]`,
  ].join(";");
}

/** The whole picture within its tile, in the middle. */
function fitInto({ x, y, width, height, size }: Tile) {
  if (!size) return { x, y, width, height };
  const scale = Math.min(width / size.width, height / size.height);
  const fitted = { width: even(size.width * scale), height: even(size.height * scale) };
  return { ...fitted, x: x + even((width - fitted.width) / 2), y: y + even((height - fitted.height) / 2) };
}

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);
