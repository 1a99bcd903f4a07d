/** A stretch of lines that are in both texts, only in the older or only in the newer one. */
export interface Stretch {
  kind: "same" | "gone" | "new";
  lines: string[];
  /** The number of its first line, in the older text and in the newer. */
  oldAt: number;
  newAt: number;
}

/** So many differing lines are looked through for a shortest way; past that all that differs is shown as replaced. */
const mostSteps = 1000;

/** What must go from one list of lines and come into it to make the other: Myers, "An O(ND) Difference Algorithm" (1986). */
export function diffLines(before: readonly string[], after: readonly string[]): Stretch[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const [older, newer] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const steps = [
    ...before.slice(0, start).map((line) => ["same", line] as const),
    ...stepsBetween(older, newer),
    ...before.slice(before.length - end).map((line) => ["same", line] as const),
  ];
  return stretchesOf(steps);
}

type Step = readonly [kind: Stretch["kind"], line: string];

function stretchesOf(steps: readonly Step[]): Stretch[] {
  const stretches: Stretch[] = [];
  let [oldAt, newAt] = [1, 1];
  for (const [kind, line] of steps) {
    const last = stretches.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else stretches.push({ kind, lines: [line], oldAt, newAt });
    if (kind !== "new") oldAt++;
    if (kind !== "gone") newAt++;
  }
  return stretches;
}

function stepsBetween(older: readonly string[], newer: readonly string[]): Step[] {
  const replaced = () => [
    ...older.map((line) => ["gone", line] as const),
    ...newer.map((line) => ["new", line] as const),
  ];
  const most = Math.min(older.length + newer.length, mostSteps);
  /** For each diagonal how far one comes in the older text, kept for each number of changes. */
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  const at = (from: ReadonlyMap<number, number>, diagonal: number) => from.get(diagonal) ?? -1;
  const comesDown = (from: ReadonlyMap<number, number>, diagonal: number, changes: number) =>
    diagonal === -changes || (diagonal !== changes && at(from, diagonal - 1) < at(from, diagonal + 1));
  for (let changes = 0; changes <= most; changes++) {
    trace.push(reach);
    const further = new Map(reach);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = comesDown(reach, diagonal, changes) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;
      while (x < older.length && x - diagonal < newer.length && older[x] === newer[x - diagonal]) x++;
      further.set(diagonal, x);
      if (x >= older.length && x - diagonal >= newer.length) return walkBack(older, newer, trace, comesDown);
    }
    reach = further;
  }
  return replaced();
}

function walkBack(
  older: readonly string[],
  newer: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
  comesDown: (from: ReadonlyMap<number, number>, diagonal: number, changes: number) => boolean,
): Step[] {
  const steps: Step[] = [];
  let [x, y] = [older.length, newer.length];
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const reach = trace[changes] ?? new Map<number, number>();
    const diagonal = x - y;
    const from = comesDown(reach, diagonal, changes) ? diagonal + 1 : diagonal - 1;
    const fromX = reach.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      steps.push(["same", older[--x] ?? ""]);
      y--;
    }
    if (changes === 0) break;
    if (x === fromX) steps.push(["new", newer[--y] ?? ""]);
    else steps.push(["gone", older[--x] ?? ""]);
  }
  return steps.toReversed();
}

/** Long stretches that are in both texts, but for some lines around what differs. */
export function foldSame(stretches: readonly Stretch[], around: number): (Stretch & { isFolded?: true })[] {
  return stretches.flatMap((stretch, place) => {
    const { kind, lines, oldAt, newAt } = stretch;
    const [head, tail] = [place === 0 ? 0 : around, place === stretches.length - 1 ? 0 : around];
    if (kind !== "same" || lines.length <= head + tail + 1) return [stretch];
    const part = (from: number, to: number) => ({
      kind,
      lines: lines.slice(from, to),
      oldAt: oldAt + from,
      newAt: newAt + from,
    });
    return [
      part(0, head),
      { ...part(head, lines.length - tail), isFolded: true as const },
      part(lines.length - tail, lines.length),
    ].filter((one) => one.lines.length > 0);
  });
}
