/** How far the two clocks may be apart before it is taken for a jump of the sender's: a stream that was begun anew. */
const jumpMs = 1000;
/** Packets by which the offset of a stretch is found. */
const looked = 50;
/** A sender's clock is a little fast or slow; the offset follows by so much in a second at most, which nobody hears. */
const slewMsPerSecond = 0.5;
const windowMs = 10_000;

/**
 * Puts a stream's own timestamps onto the time of the recording. Its own clock says how far apart two packets are, when they arrived says where they lie: a
 * packet is never early, so that the smallest difference of many is the way without a queue. Gives milliseconds; ask with packets in their order.
 */
export function createClock(clockRate: number): (packet: { timestamp: number; arrivalMs: number }) => number {
  let offset = 0;
  let count = 0;
  let windowFrom = 0;
  let windowLeast = Number.POSITIVE_INFINITY;
  /** Where the offset is going. */
  let target = 0;
  let lastMs = 0;
  let lastArrival = 0;
  return ({ timestamp, arrivalMs }) => {
    const ownMs = (timestamp / clockRate) * 1000;
    const difference = arrivalMs - ownMs;
    const isJump = count === 0 || Math.abs(ownMs - lastMs - (arrivalMs - lastArrival)) > jumpMs;
    if (isJump) {
      offset = target = difference;
      count = 0;
      windowFrom = arrivalMs;
      windowLeast = difference;
    } else if (count < looked) {
      offset = target = Math.min(offset, difference);
      windowLeast = Math.min(windowLeast, difference);
    } else {
      windowLeast = Math.min(windowLeast, difference);
      if (arrivalMs - windowFrom > windowMs) {
        target = windowLeast;
        windowFrom = arrivalMs;
        windowLeast = Number.POSITIVE_INFINITY;
      }
      const step = (slewMsPerSecond * Math.max(0, arrivalMs - lastArrival)) / 1000;
      offset += Math.max(-step, Math.min(step, target - offset));
    }
    count += 1;
    lastMs = ownMs;
    lastArrival = arrivalMs;
    return ownMs + offset;
  };
}
