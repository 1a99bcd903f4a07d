/** Calls back later; returns the way not to. */
export type Beat = (work: () => void) => () => void;

/** Calls all back at once that asked within so long, so that the store can take what several documents have in one go. */
export function createBeat(ms: number): Beat {
  const due = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    timer = undefined;
    const works = [...due];
    due.clear();
    for (const work of works) work();
  };
  return (work) => {
    const once = () => work();
    due.add(once);
    timer ??= setTimeout(run, ms);
    return () => void due.delete(once);
  };
}
