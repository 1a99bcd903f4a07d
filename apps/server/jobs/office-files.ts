import { documents } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

/** Saves documents that are office files into those. A round is a question or two where nothing changed. */
export const saveOfficeFiles: Loop = {
  name: "office-files",
  restMs: 5000,
  round: ({ ctx }) => documents.saveNext(ctx),
};
