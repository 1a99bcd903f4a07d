import { search } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

const atOnce = 100;

/** Puts new mail into the index. */
export const index: Loop = {
  name: "index",
  restMs: 2000,
  round: async ({ ctx }) => (await search.indexMessages(ctx, { limit: atOnce })) === atOnce,
};
