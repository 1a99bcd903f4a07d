/** Two short notes, rising: hertz and the second at which each begins. */
const notes = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.09 },
] as const;
const noteSeconds = 0.18;
const loudness = 0.08;

let context: AudioContext | undefined;

/** The tone of the chat. A browser lets a page be heard only once somebody has pressed something in it; before, nothing sounds. */
export function playTone(): void {
  if (!("AudioContext" in window)) return;
  context ??= new AudioContext();
  const audio = context;
  if (audio.state === "running") return sound(audio);
  void audio.resume().then(
    () => sound(audio),
    () => undefined,
  );
}

function sound(audio: AudioContext): void {
  for (const { hertz, at } of notes) {
    const begins = audio.currentTime + at;
    const gain = new GainNode(audio, { gain: 0 });
    // Neither begins nor ends at once, which would crack.
    gain.gain.setValueAtTime(0, begins);
    gain.gain.linearRampToValueAtTime(loudness, begins + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, begins + noteSeconds);
    const note = new OscillatorNode(audio, { frequency: hertz });
    note.connect(gain).connect(audio.destination);
    note.start(begins);
    note.stop(begins + noteSeconds);
  }
}
