import { readdirSync, readFileSync } from "node:fs";

const pageBytes = 4096;
/** A tree that grows past this is ended for it by the limit of processes. */
const mostLooked = 2000;

/** Resident bytes of a process; 0 where there is no /proc. */
export function memoryOf(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return Number(pages) * pageBytes;
  } catch {
    return 0;
  }
}

/** Resident bytes of a process and all that came of it. */
export function memoryOfTree(pid: number | undefined): number {
  const found = pid === undefined ? [] : [pid];
  let bytes = 0;
  for (const one of found) {
    bytes += memoryOf(one);
    if (found.length < mostLooked) found.push(...childrenOf(one));
  }
  return bytes;
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
