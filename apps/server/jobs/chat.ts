import { chat } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

/** Short enough for a time that somebody chose by the minute. */
const restMs = 2000;

/** Reminds of messages at the time that was asked for. */
export const remind: Loop = {
  name: "chat-remind",
  restMs,
  round: ({ ctx }) => chat.remind(ctx),
};

/** Says what was to be said later. */
export const sendDue: Loop = {
  name: "chat-send-due",
  restMs,
  round: ({ ctx }) => chat.sendDue(ctx),
};

const indexedAtOnce = 200;

/** Puts what was said into the index of words. */
export const indexChat: Loop = {
  name: "chat-index",
  restMs,
  round: async ({ ctx }) => (await chat.indexChat(ctx, { limit: indexedAtOnce })) === indexedAtOnce,
};

/** Asks for what linked pages say of themselves; a loop of its own, because some of them are slow. */
export const fetchPreviews: Loop = {
  name: "chat-link-previews",
  restMs,
  round: ({ ctx }) => chat.fetchPreviews(ctx),
};

/** Deliveries are waited for by people who look on. */
const hookRestMs = 1000;

/** Puts what happened in rooms into the outbox of outgoing webhooks. */
export const noteHookEvents: Loop = {
  name: "chat-hook-events",
  restMs: hookRestMs,
  round: ({ ctx }) => chat.noteHookEvents(ctx),
};

/** Brings them what is in it; a loop of its own, because some of them are slow. */
export const deliverHooks: Loop = {
  name: "chat-hook-deliveries",
  restMs: hookRestMs,
  round: ({ ctx }) => chat.deliverHooks(ctx),
};
