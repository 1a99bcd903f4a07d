import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

/**
 * Every process of a server: the descendants of `root`, and whoever carries `mark` (its data folder) in its
 * environment, its command line or as its working folder. PostgreSQL and detached helpers are found by the latter.
 */
export function processesOf(root: number | undefined, mark: string): Process[] {
  const all = listProcesses();
  const members = new Set(all.filter(({ pid }) => pid === root || carries(pid, mark)).map(({ pid }) => pid));
  for (let grown = true; grown; ) {
    const before = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
    grown = members.size > before;
  }
  members.delete(process.pid);
  return all.filter(({ pid }) => members.has(pid));
}

/** The proportional set size in bytes: shared pages count by their share. 0 for a process that has just ended. */
export function pssOf(pid: number): number {
  const found = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
  return Number(found?.[1] ?? 0) * 1024;
}

/** USER_HZ of every Linux that Node runs on. */
const msPerTick = 10;

/** Milliseconds of processor that a process and its ended children took. utime, stime, cutime and cstime of proc_pid_stat(5). */
export function cpuOf(pid: number): number {
  // An ended process counts no more; its parent counts it.
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * msPerTick;
}

/** Whether a process still does anything; a zombie has no command line left. */
export function isRunning(pid: number): boolean {
  return read(`/proc/${pid}/cmdline`) !== "";
}

function listProcesses(): Process[] {
  return readdirSync("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    // The name is in brackets and may hold anything, so the fields are read from the last bracket on. proc_pid_stat(5)
    const stat = read(`/proc/${entry}/stat`);
    const close = stat.lastIndexOf(")");
    const parent = Number(stat.slice(close + 2).split(" ")[1]);
    const name = stat.slice(stat.indexOf("(") + 1, close);
    return close < 0 ? [] : [{ pid: Number(entry), parent, name }];
  });
}

function carries(pid: number, mark: string): boolean {
  if (pid === process.pid) return false;
  if (read(`/proc/${pid}/environ`).includes(`=${mark}\0`) || read(`/proc/${pid}/cmdline`).includes(mark)) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(mark);
  } catch {
    return false; // ended meanwhile, or a kernel thread
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the process ended between the listing and now
  }
}
