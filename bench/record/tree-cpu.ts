import { readdirSync, readFileSync } from "node:fs";

/** Ticks of the kernel's clock in a second, proc(5). */
const ticks = 100;
const lookMs = 50;

/**
 * Counts the processor time of all processes below this one, as long as they are there to be looked at: what is confined is not waited for by its parent, so that
 * the kernel adds it to nobody. What a process did in its last twentieth of a second is not counted.
 */
export function countTree(): () => number {
  const seen = new Map<number, number>();
  const look = () => {
    const parents = new Map<number, number>();
    const used = new Map<number, number>();
    for (const name of readdirSync("/proc")) {
      const fields = /^\d+$/.test(name) ? statOf(name) : null;
      if (!fields) continue;
      parents.set(Number(name), Number(fields[1]));
      used.set(Number(name), (Number(fields[11]) + Number(fields[12])) / ticks);
    }
    for (const [pid, seconds] of used) {
      let above: number | undefined = pid;
      while (above !== undefined && above !== process.pid) above = parents.get(above);
      if (above === process.pid && pid !== process.pid) seen.set(pid, seconds);
    }
  };
  const timer = setInterval(look, lookMs);
  return () => {
    clearInterval(timer);
    return [...seen.values()].reduce((sum, seconds) => sum + seconds, 0);
  };
}

function statOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? null;
  } catch {
    // It ended meanwhile.
    return null;
  }
}
