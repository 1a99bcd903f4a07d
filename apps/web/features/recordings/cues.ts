export interface Cue {
  from: number;
  speaker: string | null;
  text: string;
}

const timing = /^(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})\s+-->/;

/** The lines of captions, to be read and searched beside the film; what is no cue is passed over. The server has checked the whole. */
export function cuesOf(vtt: string): Cue[] {
  const cues: Cue[] = [];
  for (const block of vtt.replaceAll("\r\n", "\n").split(/\n{2,}/)) {
    const lines = block.split("\n");
    const at = lines.findIndex((line) => timing.test(line));
    const match = timing.exec(lines[at] ?? "");
    if (!match) continue;
    const [, hours = "0", minutes = "0", seconds = "0", ms = "0"] = match;
    const raw = lines.slice(at + 1).join(" ");
    const text = plain(raw.replace(/<[^>]*>/g, "")).trim();
    const speaker = /<v(?:\.\S*)?\s+([^>]+)>/.exec(raw)?.[1];
    const from = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(ms) / 1000;
    if (text !== "") cues.push({ from, speaker: speaker === undefined ? null : plain(speaker), text });
  }
  return cues;
}

const plain = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", " ").replaceAll("&amp;", "&");
