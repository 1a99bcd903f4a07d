import type { Context } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { asTrpc } from "./trpc.ts";
import { sessionEnded, watchSession } from "./watch-session.ts";

type Watch<Event> = (told: {
  readonly listener: (event: Event) => void;
  readonly onEnd: (error: unknown) => void;
}) => Promise<() => void>;

/** Events that wait for a client which does not take them; of more the oldest are left out. */
const mostWaiting = 100;

/** What a watch of the domain tells, one after the other, until it ends, the session does, or the client goes. */
export async function* toldBy<Event>(
  ctx: Context,
  { actor, signal, watch }: { actor: Actor; signal: AbortSignal | undefined; watch: Watch<Event> },
): AsyncGenerator<Event> {
  const waiting: Event[] = [];
  let over: { readonly error: unknown } | undefined;
  let wake = () => {};
  const end = (error: unknown) => {
    over ??= { error };
    wake();
  };
  const aborted = () => end(undefined);
  signal?.addEventListener("abort", aborted);
  const proof = watchSession(ctx, actor, () => end(sessionEnded()));
  let stop = () => {};
  try {
    stop = await watch({
      listener(event) {
        waiting.push(event);
        if (waiting.length > mostWaiting) waiting.shift();
        wake();
      },
      onEnd: end,
    });
    while (!over && !signal?.aborted) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (over?.error) throw over.error;
  } catch (error) {
    // What is thrown while something is told passes by the door that translates the rest.
    throw error instanceof Refusal ? asTrpc(error) : error;
  } finally {
    stop();
    proof();
    signal?.removeEventListener("abort", aborted);
  }
}
