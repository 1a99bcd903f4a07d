import { Refusal } from "@carbyne/kernel";

/** A piece of what is said, in seconds of the film; `text` is plain, with line ends. */
export type Cue = {
  readonly from: number;
  readonly to: number;
  /** Who says it, where that is known. */
  readonly speaker: string | null;
  readonly text: string;
};

const mostBytes = 4_000_000;
const mostCues = 50_000;
const longestText = 5000;

const timing =
  /^(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t]|$)/;

/**
 * Reads WebVTT (W3C) and refuses what is none. Blocks that are no cues (notes, styles, regions) are passed over, and so is markup but for who speaks: what comes
 * out is nobody's HTML.
 */
export function parseVtt(content: string): Cue[] {
  if (content.length > mostBytes) throw new Refusal("too-large", "captions-too-large");
  const lines = content
    .replace(/^\uFEFF/, "")
    .replaceAll("\0", "\uFFFD")
    .split(/\r\n|\n|\r/);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? "")) throw new Refusal("invalid", "captions-no-vtt");
  const cues: Cue[] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const match = timing.exec(lines[at] ?? "");
    if (!match) continue;
    const [, fromH, fromM, fromS, fromMs, toH, toM, toS, toMs] = match;
    const from = secondsOf(fromH, fromM, fromS, fromMs);
    const to = secondsOf(toH, toM, toS, toMs);
    const text: string[] = [];
    while (at + 1 < lines.length && lines[at + 1] !== "") text.push(lines[++at] ?? "");
    const cue = cueOf({ from, to }, text.join("\n"));
    if (cue) cues.push(cue);
    if (cues.length > mostCues) throw new Refusal("too-large", "captions-too-large");
  }
  if (cues.length === 0) throw new Refusal("invalid", "captions-empty");
  return cues.sort((a, b) => a.from - b.from);
}

function secondsOf(hours: string | undefined, minutes = "0", seconds = "0", ms = "0"): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(ms) / 1000;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: "\u00a0",
  lrm: "\u200e",
  rlm: "\u200f",
};

function cueOf(times: { from: number; to: number }, raw: string): Cue | null {
  if (times.to <= times.from) return null;
  const speaker = /<v(?:\.[^ \t>]*)?[ \t]+([^>\n]{1,200})>/.exec(raw)?.[1];
  const text = plainOf(raw.replace(/<[^>]*>?/g, ""));
  return text === "" ? null : { ...times, speaker: speaker === undefined ? null : plainOf(speaker), text };
}

const plainOf = (text: string) =>
  text
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (whole, name: string) => entities[name] ?? whole)
    .trim()
    .slice(0, longestText);

/** Writes cues as WebVTT. */
export function formatVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ from, to, speaker, text }) => {
    const said = escape(text.replace(/\n{2,}/g, "\n")).replaceAll("-->", "--&gt;");
    return `${clock(from)} --> ${clock(to)}\n${speaker === null ? said : `<v ${escape(speaker.replace(/\s+/g, " "))}>${said}`}`;
  });
  return ["WEBVTT", ...blocks, ""].join("\n\n");
}

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = String(ms % 1000).padStart(3, "0");
  return `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${rest}`;
}
