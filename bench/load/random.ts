/** A generator of numbers in [0, 1) that gives the same row for the same seed on every machine. */
export type Random = () => number;

/** Mulberry32: 32 bits of state are enough for test mail, and a round is repeatable by its seed alone. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** One element of a list that is not empty. */
export function pick<const List extends readonly [unknown, ...unknown[]]>(random: Random, list: List): List[number] {
  return list[Math.floor(random() * list.length)] ?? list[0];
}
