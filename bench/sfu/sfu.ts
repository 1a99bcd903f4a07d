import { fork } from "node:child_process";
import { join } from "node:path";
import type { PairBench, PairFigure, Round } from "../bench.ts";
import { load, untilQuiet } from "../machine.ts";
import { cpuOf } from "../processes.ts";
import { startJanus } from "./janus.ts";
import type { Order, Sent } from "./plan.ts";
import { type Forwarder, startOurs } from "./stages.ts";

const rounds = 3;
/** Two cameras of 720 lines, received by twelve: 6,000 packets a second. */
const talk = { senders: 2, watchers: 12, perSecond: 250 };
/** Twenty cameras in their smallest size, received by 25: 500 streams, 25,000 packets a second. */
const hall = { senders: 20, watchers: 25, perSecond: 50 };

type CleanUp = (task: () => Promise<void>) => void;
type Measured = Sent & { readonly workerSeconds: number; readonly allSeconds: number; readonly seconds: number };
type Told = {
  readonly side: "ours" | "peer";
  readonly mood: { readonly busy: number; readonly load: number };
  readonly talk: Measured;
  readonly hall: Measured;
};

/**
 * What it takes to forward SRTP: processor seconds of what forwards for 100,000 packets that arrived, and how many streams one core carries, beside Janus'
 * videoroom under the same headless clients.
 */
export const sfu: PairBench = {
  kind: "pair",
  name: "sfu",
  async run(onCleanUp, { isBig }) {
    const seconds = isBig ? 60 : 15;
    const all: Told[] = [];
    for (let round = 1; round <= rounds; round++)
      for (const side of round % 2 === 1 ? (["peer", "ours"] as const) : (["ours", "peer"] as const)) {
        const mood = { busy: await untilQuiet(), load: load() };
        const start = side === "ours" ? startOurs : startJanus;
        const told = {
          side,
          mood,
          talk: await measure(await start(onCleanUp), { ...talk, seconds }, onCleanUp),
          hall: await measure(await start(onCleanUp), { ...hall, seconds }, onCleanUp),
        };
        all.push(told);
        console.log(`sfu: round ${round}, ${side}: talk ${describe(told.talk)}; hall ${describe(told.hall)}`);
      }
    return figuresOf(all);
  },
};

async function measure(
  server: Forwarder,
  { senders, watchers, perSecond, seconds }: typeof talk & { seconds: number },
  onCleanUp: CleanUp,
): Promise<Measured> {
  const clients = startClients(onCleanUp);
  const { side, url } = server;
  await clients.tell({ what: "begin", target: { side, url }, senders, watchers });
  await clients.tell({ what: "send", seconds: 2, perSecond });
  const spent = () => ({ worker: secondsOf(server.workers()), all: secondsOf(server.all()) });
  const before = spent();
  const sent = await clients.tell({ what: "send", seconds, perSecond });
  const after = spent();
  await clients.end();
  await server.stop();
  if (!sent) throw new Error("the clients said nothing");
  return { ...sent, workerSeconds: after.worker - before.worker, allSeconds: after.all - before.all, seconds };
}

const secondsOf = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + cpuOf(pid), 0) / 1000;

function startClients(onCleanUp: CleanUp) {
  const child = fork(join(import.meta.dirname, "clients.ts"), { stdio: "inherit" });
  onCleanUp(async () => void child.kill("SIGKILL"));
  const tell = (order: Order): Promise<Sent | null> =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error("the clients' process ended"));
      child.once("exit", ended);
      child.once("message", (said: { answer?: Sent | null; error?: string }) => {
        child.off("exit", ended);
        if (said.error === undefined) resolve(said.answer ?? null);
        else reject(new Error(said.error));
      });
      child.send(order);
    });
  return { tell, end: () => tell({ what: "end" }) };
}

const perHundredThousand = ({ workerSeconds, arrived }: Measured) => (workerSeconds / arrived) * 100_000;
const lossOf = ({ expected, arrived }: Measured) => 1 - arrived / expected;
/** Streams that one core carries: those of the hall, by the share of a core that they took. */
const streamsPerCore = ({ workerSeconds, seconds }: Measured) =>
  (hall.senders * hall.watchers) / (workerSeconds / seconds);

function figuresOf(all: readonly Told[]): readonly PairFigure[] {
  const rounds = (of: (told: Told) => number, from: (told: Told) => Measured, sides = ["ours", "peer"]) =>
    all
      .filter(({ side }) => sides.includes(side))
      .map((told): Round => ({ side: told.side, figure: of(told), parts: partsOf(from(told)), ...told.mood }));
  return [
    {
      label: "forwarded",
      unit: "cpu-s/100,000 packets",
      aim: 1,
      better: "lower",
      rounds: rounds(
        ({ talk }) => perHundredThousand(talk),
        ({ talk }) => talk,
      ),
    },
    {
      label: "streams a core",
      unit: "consumers",
      aim: 1,
      rounds: rounds(
        ({ hall }) => streamsPerCore(hall),
        ({ hall }) => hall,
      ),
    },
    {
      label: "lost of 500 streams",
      unit: "%",
      aim: 1,
      better: "lower",
      rounds: rounds(
        ({ hall }) => lossOf(hall) * 100,
        ({ hall }) => hall,
        ["ours"],
      ),
    },
  ];
}

function partsOf({ sent, expected, arrived, profile, workerSeconds, allSeconds }: Measured): Record<string, number> {
  return {
    sent,
    expected,
    arrived,
    "SRTP profile": profile,
    "cpu s": workerSeconds,
    "cpu s with signalling": allSeconds,
  };
}

function describe(measured: Measured): string {
  const { arrived, workerSeconds, allSeconds, profile } = measured;
  return `${perHundredThousand(measured).toFixed(2)} cpu-s/100,000 (${workerSeconds.toFixed(2)} s, all ${allSeconds.toFixed(2)} s, ${arrived} arrived, lost ${(lossOf(measured) * 100).toFixed(2)} %, profile ${profile})`;
}
