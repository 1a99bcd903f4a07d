/** Longer than this nobody listens to. */
export const mostSeconds = 300;
const [steps, stepMs] = [64, 80];

/** What somebody said, as it is sent. */
export interface Voice {
  blob: Blob;
  seconds: number;
  /** How loud it is, from 0 to 100, in 64 equal steps. */
  levels: readonly number[];
}

export interface Recording {
  /** Ends it; null where nothing was recorded. */
  stop: () => Promise<Voice | null>;
  /** Forgets it. */
  cancel: () => void;
}

/** Begins to record what the microphone hears. Fails with what the browser says: no microphone, or no right to it. */
export async function startRecording(told: {
  /** Some times a second: how loud it is, from 0 to 100, and how long it is so far. */
  onLevel: (level: number, seconds: number) => void;
  /** It is as long as it may be, and has stopped. */
  onFull: () => void;
}): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const type = "audio/webm;codecs=opus";
  const recorder = new MediaRecorder(stream, {
    ...(MediaRecorder.isTypeSupported(type) ? { mimeType: type } : {}),
    audioBitsPerSecond: 32_000,
  });
  const pieces: Blob[] = [];
  const heard: number[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => data.size > 0 && pieces.push(data));
  const ended = new Promise<void>((resolve) => recorder.addEventListener("stop", () => resolve(), { once: true }));

  const sound = new AudioContext();
  const analyser = sound.createAnalyser();
  analyser.fftSize = 1024;
  sound.createMediaStreamSource(stream).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  let seconds = 0;
  const began = performance.now();
  const timer = setInterval(() => {
    seconds = (performance.now() - began) / 1000;
    analyser.getFloatTimeDomainData(wave);
    const level = loudness(wave);
    heard.push(level);
    told.onLevel(level, seconds);
    if (seconds < mostSeconds) return;
    end();
    told.onFull();
  }, stepMs);

  const end = () => {
    clearInterval(timer);
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    if (sound.state !== "closed") void sound.close();
  };
  recorder.start(1000);
  return {
    stop: async () => {
      seconds = Math.min(mostSeconds, seconds);
      end();
      await ended;
      const blob = new Blob(pieces, { type: (recorder.mimeType || "audio/webm").split(";")[0] ?? "" });
      return blob.size === 0 || heard.length === 0 ? null : { blob, seconds, levels: inSteps(heard, steps) };
    },
    cancel: end,
  };
}

/** How loud a piece of sound is to the ear, from 0 to 100. */
export function loudness(wave: Float32Array): number {
  const power = wave.reduce((sum, value) => sum + value * value, 0) / Math.max(1, wave.length);
  const decibels = 10 * Math.log10(power + 1e-10);
  // From a quiet room to a voice that is near.
  return Math.round(Math.min(1, Math.max(0, (decibels + 55) / 45)) * 100);
}

/** So many equal steps of a longer or shorter row, each as loud as its loudest. */
export function inSteps(levels: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, step) => {
    const from = Math.floor((step * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((step + 1) * levels.length) / count));
    return Math.max(0, ...levels.slice(from, to));
  });
}
