import { access, type Context } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { router, signedIn } from "../trpc.ts";
import { sessionEnded, watchSession } from "../watch-session.ts";

type Hint = { readonly spaceId: string; readonly modseq: string };

/** Asked again after so long even without a hint: a share that is over makes no change of its own. */
const recheckMs = 60_000;

/**
 * Hints of every space of which the actor may read mail or files, the own one among them; each time the own one changes, what others share may be another. Of
 * several hints of one space that wait only the last is told, because it stands for all before it.
 */
async function* hintsOf(ctx: Context, actor: Actor, signal: AbortSignal | undefined): AsyncGenerator<Hint> {
  const spaces = new Map<string, () => void>();
  const waiting = new Map<string, string>();
  let wake = () => {};
  let isToBeChecked = true;
  const check = setInterval(() => {
    isToBeChecked = true;
    wake();
  }, recheckMs);
  const gap = ctx.bus.onGap(() => {
    for (const spaceId of spaces.keys()) waiting.set(spaceId, waiting.get(spaceId) ?? "0");
    wake();
  });
  let isSignedOut = false;
  const proof = watchSession(ctx, actor, () => {
    isSignedOut = true;
    wake();
  });
  const end = () => wake();
  signal?.addEventListener("abort", end);
  const watch = (spaceId: string) =>
    ctx.bus.subscribe(spaceId, (hint) => {
      waiting.set(spaceId, hint.modseq.toString());
      wake();
    });
  try {
    while (!signal?.aborted) {
      if (isSignedOut) throw sessionEnded();
      if (isToBeChecked) {
        isToBeChecked = false;
        const readable = (await access.accessSpaces(ctx, actor)).filter(
          (space) => access.mailboxesWith(space, "read")?.length !== 0,
        );
        const now = new Set([...readable.map((space) => space.spaceId), ...(await access.nodeSpaces(ctx, actor))]);
        for (const spaceId of now) if (!spaces.has(spaceId)) spaces.set(spaceId, watch(spaceId));
        for (const [spaceId, stop] of spaces)
          if (!now.has(spaceId)) {
            stop();
            spaces.delete(spaceId);
            waiting.delete(spaceId);
          }
      }
      const [next] = waiting;
      if (!next) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      const [spaceId, modseq] = next;
      waiting.delete(spaceId);
      if (spaceId === [...spaces.keys()][0]) isToBeChecked = true;
      yield { spaceId, modseq };
    }
  } finally {
    clearInterval(check);
    proof();
    signal?.removeEventListener("abort", end);
    gap();
    for (const stop of spaces.values()) stop();
  }
}

export const events = router({
  /** A hint whenever something in a space that the actor may read changed; it carries no data. */
  live: signedIn.subscription(({ ctx, signal }) => hintsOf(ctx.domain, ctx.actor, signal)),
});
