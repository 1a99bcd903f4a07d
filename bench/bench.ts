import type { MailServer, Side } from "./servers.ts";

/** One measured figure and the parts that explain it. */
export interface Measured {
  readonly figure: number;
  readonly parts: Readonly<Record<string, number>>;
}

interface Described {
  readonly name: string;
  readonly unit: string;
  readonly aim: number;
}

/** A bench that runs a mail server of ours and the peer on the same data. */
export interface MailBench extends Described {
  readonly kind: "mail";
  /** Whether a high figure is the good one: a rate, or else a time. */
  readonly better: "higher" | "lower";
  /** Fills the server before the first round. */
  prepare?(server: MailServer): Promise<void>;
  /** Warms the running server up and measures it once. */
  round(server: MailServer, round: number): Promise<Measured>;
}

/** A bench of something that only we have. It may give several figures, each with its aim. */
export interface SoloBench extends Omit<Described, "unit" | "aim"> {
  readonly kind: "solo";
  /** Measures; what it starts it hands to `onCleanUp`, which runs however the bench ends. */
  run(
    onCleanUp: (task: () => Promise<void>) => void,
    options: { readonly isBig: boolean },
  ): Promise<readonly SoloFigure[]>;
}

export interface SoloFigure {
  /** What is measured, where a bench has more than one figure. */
  readonly label?: string;
  readonly unit: string;
  readonly aim: number;
  readonly rounds: readonly Round[];
}

/** A bench of several figures beside a peer that is no mail server; it starts both sides itself. */
export interface PairBench extends Omit<Described, "unit" | "aim"> {
  readonly kind: "pair";
  run(
    onCleanUp: (task: () => Promise<void>) => void,
    options: { readonly isBig: boolean },
  ): Promise<readonly PairFigure[]>;
}

export interface PairFigure extends SoloFigure {
  readonly label: string;
  /** A high figure is the good one unless it says otherwise. */
  readonly better?: MailBench["better"];
}

export type Bench = MailBench | SoloBench | PairBench;

/** Everything that one run found; bench/last.json holds the last one of each bench. */
export interface Report {
  readonly date: string;
  readonly machine: string;
  readonly unit: string;
  readonly aim: number;
  readonly ours?: number;
  readonly peer?: number;
  readonly ratio?: number;
  readonly rounds: readonly Round[];
}

export interface Round {
  readonly side: Side;
  readonly figure: number;
  readonly parts: Readonly<Record<string, number>>;
  /** Load average and busy share of the machine before the round: others' work. */
  readonly load: number;
  readonly busy: number;
}

/** The middle of the figures; the mean of the two middle ones when they are even in number. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error("no figures");
  return (upper + lower) / 2;
}

/** More is better in every ratio: a rate is ours / peer, a time is peer / ours. */
export function ratioOf(better: MailBench["better"], ours: number, peer: number): number {
  return better === "higher" ? ours / peer : peer / ours;
}

/** A figure with as many digits as it deserves. */
export function show(figure: number): string {
  const digits = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2;
  return figure.toFixed(digits);
}
