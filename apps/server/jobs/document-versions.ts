import { documents } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

const atOnce = 20;
const make = documents.createVersionMaker();

/** Puts what documents say aside, as versions that can be had again. */
export const documentVersions: Loop = {
  name: "document-versions",
  restMs: 10_000,
  round: async ({ ctx }) => (await make(ctx, { limit: atOnce })) === atOnce,
};
