/** So far a list is pulled before letting go asks what is new. */
export const refreshesPx = 72;
const mostPx = 120;
const leastPx = 8;

/** How far a list is pulled down: 0 while that is not clear, null once it goes another way. A finger goes further than what it pulls. */
export function pullOf({ right, down }: { right: number; down: number }): number | null {
  if (down < -leastPx || (Math.abs(right) > leastPx && Math.abs(right) > down)) return null;
  return down <= leastPx ? 0 : Math.min(mostPx, (down - leastPx) * 0.6);
}
