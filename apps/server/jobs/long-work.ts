import { longWork, longWorkSpace, mail } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

/** Who does which kind of work. */
const runners: Readonly<Record<string, longWork.Runner>> = {
  "filter-folder": mail.filterFolderStep,
  "filter-undo": mail.undoFilterStep,
};

/** Does what takes longer than a request, step by step. */
export const work: Loop = {
  name: "long-work",
  restMs: 10_000,
  listen: ({ ctx }, wake) => {
    const stops = [ctx.bus.subscribe(longWorkSpace, wake), ctx.bus.onGap(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  round: ({ ctx }) => longWork.runWork(ctx, runners),
};
