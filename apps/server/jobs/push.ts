import { push } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

/** Long enough for mail that comes in a flood to be told together, short enough to be there when somebody waits for it. */
const restMs = 2000;

/** Looks for new mail to tell to browsers that no page of ours is open in. */
export const tellArrivals: Loop = {
  name: "tell-arrivals",
  restMs,
  round: ({ ctx }) => push.tellArrivals(ctx),
};

/** The same for what is said in the chat. */
export const tellChat: Loop = {
  name: "tell-chat",
  restMs,
  round: ({ ctx }) => push.tellChat(ctx),
};

/** Brings what is told to the push services; a loop of its own, because some of them are slow. */
export const sendPushes: Loop = {
  name: "send-pushes",
  restMs,
  round: ({ ctx }) => push.sendPushes(ctx),
};
