/** What was lost may still come, sent again; only then is a new picture asked for. */
const patienceMs = 300;

/** Looks at the numbers of the packets of a picture, and asks for one that stands alone once something is missing and stays away. */
export function watchGaps(onLoss: () => void): { look(rtp: Buffer): void; close(): void } {
  const missing = new Set<number>();
  let last: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    look(rtp) {
      if (rtp.length < 4) return;
      const sequence = rtp.readUInt16BE(2);
      if (missing.size > 0) missing.delete(sequence);
      const ahead = last === undefined ? 1 : (sequence - last) & 0xffff;
      if (ahead >= 0x8000 || ahead === 0) return;
      for (let step = 1; step < Math.min(ahead, 100); step += 1) missing.add(((last ?? 0) + step) & 0xffff);
      last = sequence;
      if (missing.size === 0 || timer) return;
      timer = setTimeout(() => {
        timer = undefined;
        if (missing.size > 0) onLoss();
        missing.clear();
      }, patienceMs);
    },
    close: () => clearTimeout(timer),
  };
}
