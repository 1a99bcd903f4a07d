import { audioContext } from "./level.ts";

type Note = { readonly hertz: number; readonly at: number; readonly seconds: number };

const loudness = 0.06;

/** Soft notes, one after the other. Where the page may not be heard yet, nothing sounds. */
function play(notes: readonly Note[]): void {
  if (!("AudioContext" in window)) return;
  const audio = audioContext();
  if (audio.state !== "running") return;
  for (const { hertz, at, seconds } of notes) {
    const begins = audio.currentTime + at;
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.setValueAtTime(0, begins);
    gain.gain.linearRampToValueAtTime(loudness, begins + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, begins + seconds);
    const note = new OscillatorNode(audio, { frequency: hertz });
    note.connect(gain).connect(audio.destination);
    note.start(begins);
    note.stop(begins + seconds);
  }
}

const run = (seconds: number, ...hertz: readonly number[]): Note[] =>
  hertz.map((one, at) => ({ hertz: one, at: at * seconds * 0.6, seconds }));

export const playJoin = () => play(run(0.18, 523, 784));
export const playRecording = () => play(run(0.35, 392, 523));
export const playHand = () => play(run(0.16, 698, 698));
export const playWaiting = () => play(run(0.22, 587, 440));

/** So long between two rings. */
const ringMs = 2_400;

/** Rings until it is told to stop. */
export function startRinging(): () => void {
  const once = () =>
    play([...run(0.3, 659, 784, 988), ...run(0.3, 659, 784, 988).map((one) => ({ ...one, at: one.at + 0.9 }))]);
  once();
  const timer = window.setInterval(once, ringMs);
  return () => window.clearInterval(timer);
}

/** A moment of sound in a loudspeaker that one chose, to hear whether it is the right one. Resolves when it is over. */
export async function testSpeaker(speakerId: string | null): Promise<void> {
  const audio = new AudioContext();
  const target = new MediaStreamAudioDestinationNode(audio);
  const element = new Audio();
  element.srcObject = target.stream;
  if (speakerId !== null && "setSinkId" in element) await element.setSinkId(speakerId).catch(() => undefined);
  await element.play();
  for (const { hertz, at, seconds } of run(0.35, 523, 659, 784)) {
    const gain = new GainNode(audio, { gain: 0.12 });
    gain.gain.setTargetAtTime(0, audio.currentTime + at + seconds * 0.7, 0.05);
    const note = new OscillatorNode(audio, { frequency: hertz });
    note.connect(gain).connect(target);
    note.start(audio.currentTime + at);
    note.stop(audio.currentTime + at + seconds);
  }
  await new Promise((resolve) => window.setTimeout(resolve, 1_100));
  await audio.close();
}
