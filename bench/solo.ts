import { median, type Report, show, type SoloFigure } from "./bench.ts";
import { untilQuiet, describeMachine, load } from "./machine.ts";
import type { Measured, Round } from "./bench.ts";

/** Takes the machine's mood, measures, and says what was found. */
export async function soloRound(title: string, measure: () => Promise<Measured>): Promise<Round> {
  const before = { busy: await untilQuiet(), load: load() };
  const measured = await measure();
  const parts = Object.entries(measured.parts).map(([part, value]) => `${part} ${show(value)}`);
  console.log(`${title}: ${show(measured.figure)} (${[...parts, `load ${before.load}`].join(", ")})`);
  return { side: "ours", ...measured, ...before };
}

/** A report for each figure, by `name` or `name label`. */
export function toReports(name: string, figures: readonly SoloFigure[]): [string, Report][] {
  return figures.map(({ label, unit, aim, rounds }) => [
    label ? `${name} ${label}` : name,
    { date: new Date().toISOString(), machine: describeMachine(), unit, aim, ours: middle(rounds), rounds },
  ]);
}

/** The last line of a run without a peer: `NAME: F unit (aim A)`, each figure with its label where there are several. */
export function soloLine(name: string, figures: readonly SoloFigure[]): string {
  const parts = figures.map(({ label, unit, aim, rounds }) => {
    return `${label ? `${label} ` : ""}${show(middle(rounds))} ${unit} (aim ${aim})`;
  });
  return `${name}: ${parts.join(", ")}`;
}

function middle(rounds: readonly Round[]): number {
  return median(rounds.map(({ figure }) => figure));
}
