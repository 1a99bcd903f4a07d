import type { FaultReason, Step } from "@carbyne/mailbox-files";
import type { PlanLine } from "./plan.ts";
import type { FolderCount, Result } from "./transfer.ts";

/** What a look has counted so far, as it is kept between two steps. */
export type Census = {
  readonly messages: number;
  readonly bytes: number;
  readonly here: number;
  readonly others: number;
  readonly faultCount: number;
  readonly faults: readonly { readonly path: string; readonly reason: FaultReason }[];
  readonly folders: readonly FolderCount[];
};

const nothing: Census = { messages: 0, bytes: 0, here: 0, others: 0, faultCount: 0, faults: [], folders: [] };
/** As many are told; all are counted. */
const mostTold = 200;
const mostFolders = 10_000;
const longestPath = 300;

/** Counts what a look comes by, from what was counted before. */
export function createCensus(before: Census = nothing) {
  const folders = new Map(before.folders.map(({ folder, count }) => [JSON.stringify(folder), count]));
  const faults = [...before.faults];
  const counts = { ...before };
  let { messages, bytes, others, faultCount } = before;
  const census = {
    here: counts.here,
    get messages() {
      return messages;
    },
    add({ found, folder, role }: PlanLine) {
      messages++;
      bytes += found.sizeBytes;
      const key = JSON.stringify(role === null ? folder : [role.toUpperCase()]);
      if (folders.has(key) || folders.size < mostFolders) folders.set(key, (folders.get(key) ?? 0) + 1);
    },
    pass({ kind }: Step) {
      if (kind === "other") others++;
    },
    fault({ path, reason }: { path: string; reason: FaultReason }) {
      faultCount++;
      if (faults.length < mostTold) faults.push({ path: path.slice(-longestPath), reason });
    },
    values: (): Census => ({
      messages,
      bytes,
      here: census.here,
      others,
      faultCount,
      faults,
      folders: [...folders].map(([key, count]) => ({ folder: JSON.parse(key) as string[], count })),
    }),
    /** For the person: the fullest folders, all counts. */
    result(): Result {
      const values = census.values();
      const sorted = values.folders.toSorted((one, other) => other.count - one.count);
      return { ...values, folders: sorted.slice(0, mostTold), folderCount: sorted.length };
    },
  };
  return census;
}
