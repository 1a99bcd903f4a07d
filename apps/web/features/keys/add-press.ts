/** Presses so close to each other are one sequence. */
const sequenceMs = 1_500;

interface Pressed {
  keys: string;
  at: number;
}

/** What was pressed, with one more press: the second of a sequence, or the beginning of something else. */
export function addPress(before: Pressed | null, { name, at }: { name: string; at: number }): Pressed {
  const isPlain = (keys: string) => /^(?:Shift\+)?[^\s+]+$|^\+$/.test(keys);
  const continues =
    before !== null && at - before.at < sequenceMs && isPlain(before.keys) && isPlain(name) && name !== "Enter";
  return { keys: continues ? `${before.keys} ${name}` : name, at };
}
