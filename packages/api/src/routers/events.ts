import { access } from "@carbyne/domain";
import { router, signedIn } from "../trpc.ts";

/** Hints come joined: of several that wait only the last is told, because it stands for all before it. */
async function* hintsOf(
  subscribe: (listener: () => void) => () => void,
  read: () => string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  let wake = () => {};
  let isWaiting = false;
  const stop = subscribe(() => {
    isWaiting = true;
    wake();
  });
  const end = () => wake();
  signal?.addEventListener("abort", end);
  try {
    while (!signal?.aborted) {
      if (!isWaiting) await new Promise<void>((resolve) => (wake = resolve));
      if (!isWaiting) continue;
      isWaiting = false;
      yield read();
    }
  } finally {
    signal?.removeEventListener("abort", end);
    stop();
  }
}

export const events = router({
  /** A hint whenever something in the own space changed; it carries no data. */
  live: signedIn.subscription(async function* ({ ctx, signal }) {
    const { spaceId } = await access.accessOwnAccount(ctx.domain, ctx.actor);
    let modseq = "0";
    const { bus } = ctx.domain;
    const subscribe = (listener: () => void) => {
      const stopHints = bus.subscribe(spaceId, (hint) => {
        modseq = hint.modseq.toString();
        listener();
      });
      const stopGaps = bus.onGap(listener);
      return () => {
        stopHints();
        stopGaps();
      };
    };
    for await (const latest of hintsOf(subscribe, () => modseq, signal)) yield { spaceId, modseq: latest };
  }),
});
