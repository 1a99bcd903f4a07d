import type { Found, Role } from "@carbyne/mailbox-files";
import type { SpoolFile } from "@carbyne/blobs";

/** A message of a plan: where it lies, and where it is to go. */
export type PlanLine = {
  readonly found: Found;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly folder: readonly string[];
  readonly role: Role | null;
  /** Names of tags. */
  readonly tags: readonly string[];
  /** The folder is called so here too: a name such as "Sent items" means nothing more. */
  readonly isExact: boolean;
};

const pieceBytes = 256 * 1024;

/** A line as it stands in the file. */
export function writeLine(line: PlanLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** The next lines of a plan from a place on, as many as can be brought in at once, and the place after them; none at its end. */
export async function readLines(
  plan: SpoolFile,
  { at, count, bytes }: { at: number; count: number; bytes: number },
): Promise<{ lines: PlanLine[]; next: number }> {
  const lines: PlanLine[] = [];
  let next = at;
  let wanted = pieceBytes;
  let size = 0;
  const isFull = () => lines.length >= count || size >= bytes;
  while (!isFull() && next < plan.sizeBytes) {
    const piece = await plan.read(next, wanted);
    let start = 0;
    for (let end = piece.indexOf(10); end !== -1 && !isFull(); end = piece.indexOf(10, start)) {
      // The file is ours: what is in it was written by `writeLine`.
      const line = JSON.parse(piece.toString("utf8", start, end)) as PlanLine;
      lines.push(line);
      size += line.found.sizeBytes;
      start = end + 1;
    }
    if (start === 0) {
      if (piece.length < wanted) break;
      wanted *= 2;
    }
    next += start;
  }
  return { lines, next };
}
