import {
  type MailBench,
  median,
  type Measured,
  type PairFigure,
  ratioOf,
  type Report,
  type Round,
  show,
} from "./bench.ts";
import { untilQuiet, describeMachine, load } from "./machine.ts";
import type { MailServer, Side } from "./servers.ts";

const rounds = 3;

/**
 * Three rounds per side, in turns, so that a change of the machine's mood hits both. Only the side that is measured
 * runs: what the other one does in the background never counts against it.
 */
export async function compare(bench: MailBench, servers: readonly MailServer[]): Promise<Report> {
  const measured: Round[] = [];
  for (const server of servers) {
    console.log(`${bench.name}: preparing ${server.side}`);
    await server.start();
    await bench.prepare?.(server);
    await server.stop();
  }
  for (let round = 1; round <= rounds; round++) {
    const order = round % 2 === 1 ? servers : [...servers].reverse();
    for (const server of order) {
      await server.start();
      const before = { busy: await untilQuiet(), load: load() };
      const result = await bench.round(server, round);
      await server.stop();
      measured.push({ side: server.side, ...result, ...before });
      console.log(describe(bench, round, server.side, result, before));
    }
  }
  const ours = middle(measured, "ours");
  const peer = middle(measured, "peer");
  return {
    date: new Date().toISOString(),
    machine: describeMachine(),
    unit: bench.unit,
    aim: bench.aim,
    ...(ours === undefined ? {} : { ours }),
    ...(peer === undefined ? {} : { peer }),
    ...(ours === undefined || peer === undefined ? {} : { ratio: ratioOf(bench.better, ours, peer) }),
    rounds: measured,
  };
}

/** The last line of a run: `NAME: ours F unit, peer F unit, ratio R (aim A)`, without the side that did not run. */
export function lastLine(name: string, { unit, aim, ours, peer, ratio }: Report): string {
  const parts = [
    ...(ours === undefined ? [] : [`ours ${show(ours)} ${unit}`]),
    ...(peer === undefined ? [] : [`peer ${show(peer)} ${unit}`]),
    ...(ratio === undefined ? [] : [`ratio ${ratio.toFixed(2)}`]),
  ];
  return `${name}: ${parts.join(", ")} (aim ${aim.toFixed(1)})`;
}

/** A report for each figure of a bench that has several beside a peer. */
export function toPairReports(name: string, figures: readonly PairFigure[]): [string, Report][] {
  return figures.map(({ label, unit, aim, better = "higher", rounds: measured }) => {
    const [ours = 0, peer] = [middle(measured, "ours"), middle(measured, "peer")];
    const common = { date: new Date().toISOString(), machine: describeMachine(), unit, aim, ours, rounds: measured };
    // What the peer does in another way is measured of us alone.
    return [`${name} ${label}`, peer === undefined ? common : { ...common, peer, ratio: ratioOf(better, ours, peer) }];
  });
}

function middle(measured: readonly Round[], side: Side): number | undefined {
  const figures = measured.filter((round) => round.side === side).map(({ figure }) => figure);
  return figures.length === 0 ? undefined : median(figures);
}

function describe(
  { name, unit }: MailBench,
  round: number,
  side: Side,
  { figure, parts }: Measured,
  before: { load: number; busy: number },
): string {
  const details = Object.entries(parts).map(([part, value]) => `${part} ${show(value)}`);
  const mood = `load ${before.load}, busy ${Math.round(before.busy * 100)} %`;
  return `${name}: round ${round} ${side} ${show(figure)} ${unit} (${[...details, mood].join(", ")})`;
}
