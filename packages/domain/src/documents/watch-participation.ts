import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { joinDocument, type Participation } from "./get-document.ts";

/** Hints come in numbers while people work. A right is asked for soon after the first, and then once for those of so long. */
const gatherMs = 250;
const leastMs = 1000;
/** A hint can be lost, and the end of a share by time makes none. */
const recheckMs = 60_000;

type Watching = {
  readonly id: string;
  readonly epoch: number;
  readonly now: Participation;
  readonly onChange: (next: Participation) => void;
  /** Once; nothing is told after that. */
  readonly onEnd: (refusal: Refusal) => void;
};

/** Tells when somebody may do something else with a document, or may be in it no more. Returns the way to stop. */
export function watchParticipation(
  ctx: Context,
  actor: Actor,
  { id, epoch, now, onChange, onEnd }: Watching,
): () => void {
  let current = now;
  let isOver = false;
  let gathering: NodeJS.Timeout | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  // A listener of its own each time: to leave with one that was named twice would leave both.
  const follow = (spaceIds: readonly string[]) => spaceIds.map((spaceId) => ctx.bus.subscribe(spaceId, () => ask()));
  let followed = follow(now.spaceIds);
  const ungap = ctx.bus.onGap(ask);
  const timer = setInterval(ask, recheckMs);
  timer.unref();
  // What changed between the first question and now.
  ask();

  function ask(): void {
    if (isOver || gathering) return;
    const gather = () => {
      gathering = undefined;
      askedAt = performance.now();
      void check();
    };
    gathering = setTimeout(gather, Math.max(gatherMs, askedAt + leastMs - performance.now()));
  }
  async function check(): Promise<void> {
    try {
      const next = await joinDocument(ctx, actor, { id, epoch });
      if (isOver) return;
      const isSame = next.mayWrite === current.mayWrite;
      // It may lie in another space now.
      const rest = followed;
      followed = follow(next.spaceIds);
      for (const leave of rest) leave();
      current = next;
      if (!isSame) onChange(next);
    } catch (error) {
      if (isOver) return;
      // A database that is away ends nobody's work: the next check asks again.
      if (!(error instanceof Refusal)) {
        ctx.log.warn({ err: error, documentId: id }, "a right on a document could not be checked");
        return;
      }
      stop();
      onEnd(error);
    }
  }
  function stop(): void {
    isOver = true;
    clearTimeout(gathering);
    clearInterval(timer);
    ungap();
    for (const leave of followed) leave();
  }
  return stop;
}
