const minute = 60_000;
const hour = 60 * minute;

/** Waits after each attempt that was put off: soon at first, because most causes are short (greylisting), then every few hours. RFC 5321 §4.5.4.1. */
const waits = [1 * minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour] as const;

/** After this long a message that is still put off has failed. RFC 5321 §4.5.4.1 asks for four to five days. */
export const giveUpAfterMs = 5 * 24 * hour;

/** How long to wait after the `attempts`-th try, with up to a tenth more so that mail that was put off together does not come back together. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const wait = waits[Math.min(Math.max(attempts, 1), waits.length) - 1] ?? 4 * hour;
  return Math.round(wait * (1 + random() / 10));
}
