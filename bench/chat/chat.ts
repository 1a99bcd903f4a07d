import type { PairBench, PairFigure, Round } from "../bench.ts";
import { load, untilQuiet } from "../machine.ts";
import { createOurs } from "../ours.ts";
import { type Measured, measure } from "./measure.ts";
import type { Crowd } from "./plan.ts";
import { seedCrowd } from "./seed.ts";
import { ourStage, prosodyStage } from "./stages.ts";

const rounds = 3;
const perSecond = 200;
const crowd: Crowd = { rooms: 200, each: 10 };

/**
 * 2,000 clients in 200 rooms, 200 messages a second, for 20 seconds: how long a message takes to each of its room, whether each has it once and in
 * order, what a client takes that only listens, and how many messages are brought for a second of processor, beside prosody.
 */
export const chat: PairBench = {
  kind: "pair",
  name: "chat",
  async run(onCleanUp, { isBig }): Promise<readonly PairFigure[]> {
    const seconds = isBig ? 120 : 20;
    const ours = await createOurs({ people: [] });
    onCleanUp(() => ours.destroy());
    await ours.start();
    const seats = await seedCrowd(ours.databaseUrl(), crowd);
    await ours.stop();
    const measured: { side: "ours" | "peer"; mood: { busy: number; load: number }; result: Measured }[] = [];
    for (let round = 1; round <= rounds; round++)
      for (const side of round % 2 === 1 ? (["peer", "ours"] as const) : (["ours", "peer"] as const)) {
        const stage = side === "ours" ? await ourStage(ours, seats) : await prosodyStage(crowd, onCleanUp);
        const mood = { busy: await untilQuiet(), load: load() };
        const result = await measure(
          stage,
          { seconds, perSecond, each: crowd.each, after: round * 1_000_000 },
          onCleanUp,
        );
        await stage.stop();
        measured.push({ side, mood, result });
        const { p50, p99, lost, doubled, unordered, refused } = result.count;
        console.log(
          `chat: round ${round}, ${side}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, lost ${lost}, doubled ${doubled}, out of order ${unordered}, ` +
            `refused ${refused}, ${result.idleKb.toFixed(0)} kB a client, ${perCpuSecond(result).toFixed(0)} messages/cpu-s (load ${mood.load})`,
        );
      }
    const figure = (label: string, unit: string, aim: number, of: (result: Measured) => number, sides = ["ours"]) => ({
      label,
      unit,
      aim,
      rounds: measured
        .filter(({ side }) => sides.includes(side))
        .map(({ side, mood, result }): Round => ({ side, figure: of(result), parts: partsOf(result), ...mood })),
    });
    return [
      figure("brought to clients", "messages/cpu-s", 1, perCpuSecond, ["ours", "peer"]),
      figure("p99 from sending to receipt", "ms", 100, ({ count }) => count.p99),
      figure(
        "lost, doubled or out of order",
        "messages",
        0,
        ({ count }) => count.lost + count.doubled + count.unordered,
      ),
      figure("idle client", "kB", 60, ({ idleKb }) => idleKb),
    ];
  },
};

function perCpuSecond({ count, cpuSeconds }: Measured): number {
  return count.received / cpuSeconds;
}

function partsOf({ count, cpuSeconds, doorSeconds, idleKb }: Measured): Record<string, number> {
  const { said, refused, lost, doubled, unordered, p50, p99, worst } = count;
  return {
    said,
    refused,
    lost,
    doubled,
    unordered,
    "p50 ms": p50,
    "p99 ms": p99,
    "worst ms": worst,
    "cpu s": cpuSeconds,
    "cpu s of the clients' process": doorSeconds,
    "idle kB": idleKb,
  };
}
