import { parentPort } from "node:worker_threads";
import {
  compareTexts,
  joinState,
  markComment,
  readVersion,
  restoreText,
  type Settling,
  settleText,
  templateOf,
  unmarkComments,
} from "@carbyne/office/history";
import { readText } from "@carbyne/office/model";

type Updates = readonly Uint8Array[];

/** What a document says, which takes a while to be found in its updates. */
export const answers = {
  join: ({ updates }: { updates: Updates }) => joinState(updates),
  read: ({ updates }: { updates: Updates }) => {
    const { text, page } = readVersion(updates);
    return { text: JSON.stringify(text), page };
  },
  template: ({ updates }: { updates: Updates }) => templateOf(updates),
  compare: ({ from, to }: { from: Updates; to: Updates }) => compareTexts(readText(from), readText(to)),
  restore: ({ updates, old }: { updates: Updates; old: Uint8Array }) => restoreText(updates, old),
  settle: ({ updates, ...settling }: { updates: Updates } & Settling) => settleText(updates, settling),
  mark: ({ updates, ...range }: { updates: Updates; id: string; from: unknown; to: unknown }) =>
    markComment(updates, range),
  unmark: ({ updates, ids }: { updates: Updates; ids: readonly string[] }) => unmarkComments(updates, ids),
};

export type TextAsk = { readonly kind: string; readonly input: unknown };
export type TextAnswer = { readonly value: unknown } | { readonly fault: string };

// Anybody who writes a document may have put anything into it: what cannot be read is told, and ends nothing.
parentPort?.on("message", ({ kind, input }: TextAsk) => {
  const answer = (answers as unknown as Record<string, (asked: unknown) => unknown>)[kind];
  try {
    parentPort?.postMessage({ value: answer?.(input) } satisfies TextAnswer);
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) } satisfies TextAnswer);
  }
});
