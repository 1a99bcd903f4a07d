/** Makes numbers that begin again at 2^bits go on: each is taken to be the one nearest to the last. */
export function createUnwrap(bits: 16 | 32): (value: number) => number {
  const size = 2 ** bits;
  let last: number | undefined;
  return (value) => {
    if (last === undefined) {
      last = value;
      return value;
    }
    const ahead = (((value - last) % size) + size) % size;
    const next = last + (ahead < size / 2 ? ahead : ahead - size);
    // What comes late does not take the count back.
    if (next > last) last = next;
    return next;
  };
}
