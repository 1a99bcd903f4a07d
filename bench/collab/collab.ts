import type { PairBench, PairFigure, Round } from "../bench.ts";
import { load, untilQuiet } from "../machine.ts";
import { createOurs } from "../ours.ts";
import { type Measured, measure, type Plan, type Written } from "./measure.ts";
import { createPeerServer, seedPeer } from "./peer.ts";
import type { Sizes } from "./plan.ts";
import { seedOurs } from "./seed.ts";
import { smallText } from "./small-text.ts";
import { ourStage, peerStage, type Stage } from "./stages.ts";

const rounds = 3;
const sizes: Sizes = { documents: 150, each: 10, resting: 300 };

type Mood = { readonly busy: number; readonly load: number };
type Told = { readonly side: "ours" | "peer"; readonly mood: Mood; readonly result: Measured };

/**
 * Documents that ten write at once: how long a change takes to the others, whether each has it, how many are brought for a second of processor, and what
 * an open document takes, beside Hocuspocus.
 */
export const collab: PairBench = {
  kind: "pair",
  name: "collab",
  run(onCleanUp, { isBig }) {
    const seconds = isBig ? 120 : 20;
    return compareCollab(onCleanUp, {
      sizes,
      rounds,
      plan: {
        each: sizes.each,
        fast: { documents: 30, perSecond: 5, seconds },
        many: { documents: sizes.documents, perSecond: 1, seconds },
        restMs: 6000,
      },
    });
  },
};

/** The same in other sizes. */
export async function compareCollab(
  onCleanUp: (task: () => Promise<void>) => void,
  given: { readonly sizes: Sizes; readonly rounds: number; readonly plan: Plan },
): Promise<readonly PairFigure[]> {
  const text = smallText();
  const peer = await createPeerServer();
  onCleanUp(() => peer.destroy());
  const peerSeats = await seedPeer(peer, given.sizes, text);
  const ours = await createOurs({ people: [] });
  onCleanUp(() => ours.destroy());
  await ours.start();
  const ourSeats = await seedOurs(ours, given.sizes, text);
  await ours.stop();
  const start = (side: Told["side"]): Promise<Stage> =>
    side === "ours" ? ourStage(ours, ourSeats) : peerStage(peer, peerSeats);

  const all: Told[] = [];
  for (let round = 1; round <= given.rounds; round++)
    for (const side of round % 2 === 1 ? (["peer", "ours"] as const) : (["ours", "peer"] as const)) {
      const stage = await start(side);
      const mood = { busy: await untilQuiet(), load: load() };
      const result = await measure(stage, given.plan, onCleanUp);
      await stage.stop();
      all.push({ side, mood, result });
      console.log(`collab: round ${round}, ${side}: ${describe(result)} (load ${mood.load})`);
    }
  return figuresOf(all);
}

function figuresOf(all: readonly Told[]): readonly PairFigure[] {
  const rounds = (
    of: (result: Measured) => number,
    parts: (result: Measured) => Round["parts"],
    sides = ["ours", "peer"],
  ) =>
    all
      .filter(({ side }) => sides.includes(side))
      .map(({ side, mood, result }): Round => ({ side, figure: of(result), parts: parts(result), ...mood }));
  const [fastParts, manyParts] = [({ fast }: Measured) => partsOf(fast), ({ many }: Measured) => partsOf(many)];
  return [
    {
      label: "p99 from one to the others",
      unit: "ms",
      aim: 1,
      better: "lower",
      rounds: rounds(({ fast }) => fast.count.p99, fastParts),
    },
    { label: "brought", unit: "changes/cpu-s", aim: 1, rounds: rounds(({ many }) => perCpuSecond(many), manyParts) },
    {
      label: "lost or doubled",
      unit: "changes",
      aim: 0,
      rounds: rounds(({ fast, many }) => wrong(fast) + wrong(many), manyParts, ["ours"]),
    },
    {
      label: "open document",
      unit: "kB",
      aim: 370,
      better: "lower",
      rounds: rounds(
        ({ openKb }) => openKb,
        () => ({}),
      ),
    },
  ];
}

const perCpuSecond = ({ count, serverSeconds }: Written): number => count.delivered / serverSeconds;
const wrong = ({ count }: Written): number => count.lost + count.doubled;

function partsOf({ count, serverSeconds, doorSeconds, postgresSeconds }: Written): Record<string, number> {
  const { written, delivered, messages, lost, doubled, p50, p99, worst } = count;
  return {
    written,
    delivered,
    messages,
    lost,
    doubled,
    "p50 ms": p50,
    "p99 ms": p99,
    "worst ms": worst,
    "cpu s": serverSeconds,
    "cpu s of the sockets' process": doorSeconds,
    "cpu s of PostgreSQL": postgresSeconds,
  };
}

function describe({ openKb, fast, many }: Measured): string {
  const told = (written: Written) => {
    const { p50, p99, worst, delivered, lost, doubled } = written.count;
    const times = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(0)} ms`;
    const { serverSeconds, doorSeconds, postgresSeconds } = written;
    const cpu = `cpu ${serverSeconds.toFixed(1)} s (door ${doorSeconds.toFixed(1)}) and PostgreSQL ${postgresSeconds.toFixed(1)} s`;
    return `${times}, delivered ${delivered}, lost ${lost}, doubled ${doubled}, ${cpu}, ${perCpuSecond(written).toFixed(0)}/cpu-s`;
  };
  return `${openKb.toFixed(0)} kB a document; fast: ${told(fast)}; many: ${told(many)}`;
}
