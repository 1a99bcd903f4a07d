import type { Hint } from "./bus.ts";

export function higher(known: bigint, next: bigint): bigint {
  return known < next ? next : known;
}

export function hintLine(spaceId: string, modseq: bigint): string {
  return `${spaceId} ${modseq}`;
}

export function toHint(line: string): Hint[] {
  const [spaceId, modseq] = line.split(" ");
  return spaceId && modseq && /^\d{1,19}$/.test(modseq) ? [{ spaceId, modseq: BigInt(modseq) }] : [];
}
