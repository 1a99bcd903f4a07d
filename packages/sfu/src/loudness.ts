/** A microphone, and how loud it was in the last moment, in dBov: 0 is the loudest there is, -127 silence. */
export type Level = { readonly id: string; readonly level: number };

export type Loudness = {
  readonly add: (id: string) => void;
  readonly remove: (id: string) => void;
  readonly setPaused: (id: string, isPaused: boolean) => void;
  /** What was heard since the last time; microphones that are not named were silent. Called several times a second. */
  readonly hear: (levels: readonly Level[], nowMs: number) => void;
  /** Whether others are sent this microphone now. */
  readonly flows: (id: string) => boolean;
  /** Who is heard above the others, by the microphone; null is silence. */
  readonly speaker: () => string | null;
};

const silence = -127;
/** How much of what was heard before counts on, in each step. */
const memory = 0.7;
/** Somebody new has to be louder than who is sent, in dB, so that two of a kind do not take turns all the time. */
const advantage = 6;
/** Who speaks has to be the loudest for so long until the stage is theirs, and keeps it for so long. */
const [takeMs, keepMs] = [600, 1_500];
/** So long nobody says anything until there is no speaker. */
const silentMs = 3_000;
const speaking = -50;

/**
 * Whose microphones are sent on, and who is the speaker. With few microphones all of them flow; with many only the loudest `most`, for nobody understands
 * more than that at once and each one costs a stream to everybody.
 */
export function createLoudness({ most }: { readonly most: number }): Loudness {
  const mics = new Map<string, { smooth: number; isPaused: boolean }>();
  let flowing = new Set<string>();
  let speaker: string | null = null;
  let speakerSince = 0;
  let heardAt = 0;
  let rival: string | null = null;
  let rivalSince = 0;

  function settle(): void {
    const open = [...mics].filter(([, { isPaused }]) => !isPaused);
    if (open.length > most) {
      const rank = ([id, { smooth }]: (typeof open)[number]) => smooth + (flowing.has(id) ? advantage : 0);
      open.sort((one, other) => rank(other) - rank(one));
    }
    flowing = new Set(open.slice(0, most).map(([id]) => id));
  }
  function loudest(): string | null {
    let best: string | null = null;
    let level = speaking;
    for (const [id, { smooth, isPaused }] of mics) if (!isPaused && smooth > level) [best, level] = [id, smooth];
    return best;
  }
  function elect(nowMs: number): void {
    const candidate = loudest();
    if (candidate === null) {
      rival = null;
      if (nowMs - heardAt > silentMs) speaker = null;
      return;
    }
    heardAt = nowMs;
    if (candidate === speaker) rival = null;
    else if (candidate !== rival) [rival, rivalSince] = [candidate, nowMs];
    const isFree = speaker === null || nowMs - speakerSince >= keepMs;
    if (rival !== null && isFree && nowMs - rivalSince >= (speaker === null ? 0 : takeMs)) {
      [speaker, speakerSince, rival] = [rival, nowMs, null];
    }
  }
  function forget(id: string): void {
    if (speaker === id) speaker = null;
    if (rival === id) rival = null;
  }

  return {
    add(id) {
      mics.set(id, { smooth: silence, isPaused: false });
      settle();
    },
    remove(id) {
      mics.delete(id);
      forget(id);
      settle();
    },
    setPaused(id, isPaused) {
      const mic = mics.get(id);
      if (!mic) return;
      mic.isPaused = isPaused;
      mic.smooth = silence;
      if (isPaused) forget(id);
      settle();
    },
    hear(levels, nowMs) {
      const heard = new Map(levels.map(({ id, level }) => [id, level]));
      for (const [id, mic] of mics) {
        const level = heard.get(id) ?? silence;
        // Up at once, down slowly: a word is there from its first syllable, and a breath ends nothing.
        mic.smooth = level > mic.smooth ? level : mic.smooth * memory + level * (1 - memory);
      }
      settle();
      elect(nowMs);
    },
    flows: (id) => flowing.has(id),
    speaker: () => speaker,
  };
}
