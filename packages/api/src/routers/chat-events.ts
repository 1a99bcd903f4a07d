import { chat, type Context } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { sessionEnded, watchSession } from "../watch-session.ts";

/** Events that wait for a client which does not take them; more than that is forgotten, and the client told to ask. */
const mostWaiting = 2000;

/** All that changes for the actor in the chat; `gap` says that something was left out. */
export async function* chatEvents(
  ctx: Context,
  actor: Actor,
  signal: AbortSignal | undefined,
): AsyncGenerator<chat.ChatEvent | { readonly what: "gap" }> {
  let waiting: (chat.ChatEvent | { readonly what: "gap" })[] = [];
  let over: { readonly error: unknown } | undefined;
  let wake = () => {};
  const end = (error: unknown) => {
    over ??= { error };
    wake();
  };
  const aborted = () => end(undefined);
  signal?.addEventListener("abort", aborted);
  const proof = watchSession(ctx, actor, () => end(sessionEnded()));
  const stop = await chat
    .watchChat(ctx, actor, {
      listener(event) {
        if (waiting.length < mostWaiting) waiting.push(event);
        else waiting = [{ what: "gap" }];
        wake();
      },
      onEnd: end,
    })
    .catch((error: unknown) => {
      proof();
      signal?.removeEventListener("abort", aborted);
      throw error;
    });
  try {
    while (!over && !signal?.aborted) {
      const now = waiting;
      waiting = [];
      for (const event of now) yield event;
      if (waiting.length === 0 && !over) await new Promise<void>((resolve) => (wake = resolve));
    }
    if (over?.error) throw over.error;
  } finally {
    stop();
    proof();
    signal?.removeEventListener("abort", aborted);
  }
}
