import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartFault } from "./start-fault.ts";

/**
 * Makes this process the only supervisor of a data folder: a second one would adopt the first one's database and end it with itself. Returns
 * the way to let go. What a killed process left behind holds nothing.
 */
export function holdFolder(dataDir: string): () => void {
  const file = path.join(dataDir, "supervisor.pid");
  const own = `${process.pid} ${startOf(process.pid)}\n`;
  for (;;) {
    try {
      writeFileSync(file, own, { flag: "wx", mode: 0o600 });
      return () => {
        if (read(file) === own) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = read(file);
    const [pid = "", start = ""] = holder.trim().split(" ");
    if (isRunning(Number(pid), start))
      throw new StartFault(`${dataDir} is in use: Carbyne runs already, as process ${pid}`);
    rmSync(file, { force: true });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Whether the process that wrote a line still runs: its number may have been given to another since, whose start differs. */
function isRunning(pid: number, start: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process: it runs, and we may not touch it.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return startOf(pid) === start;
}

/** When a process started, in the kernel's ticks since boot (field 22 of proc_pid_stat(5)); "" where there is no /proc. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  return (
    stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .at(19) ?? ""
  );
}
