import { longWork, longWorkSpace, mail, transfers } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

/** Who does which kind of work. */
const runners: Readonly<Record<string, longWork.Runner>> = {
  "filter-folder": mail.filterFolderStep,
  "filter-undo": mail.undoFilterStep,
  "import-look": transfers.lookStep,
  "import-mail": transfers.importStep,
  "mail-export": transfers.exportStep,
  "import-server": transfers.fromServerStep,
};

/** Does what takes longer than a request, step by step. Two at a time, so that what takes long does not hold up what is short. */
export const works: readonly Loop[] = ["long-work", "long-work-2"].map((name) => ({
  name,
  restMs: 10_000,
  listen: ({ ctx }, wake) => {
    const stops = [ctx.bus.subscribe(longWorkSpace, wake), ctx.bus.onGap(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  round: ({ ctx }, signal) => longWork.runWork(ctx, runners, { signal, onFailed: transfers.tellFailure }),
}));
