import { fileSearch, search } from "@carbyne/domain";
import { createDocumentReader } from "./document-reader.ts";
import type { Loop } from "./loop.ts";

const atOnce = 100;
const documentsAtOnce = 5;
const reader = createDocumentReader();

/** Puts new mail into the index. */
export const index: Loop = {
  name: "index",
  restMs: 2000,
  round: async ({ ctx }) => (await search.indexMessages(ctx, { limit: atOnce, reader })) === atOnce,
};

/** Reads what is attached to it. */
export const documents: Loop = {
  name: "documents",
  restMs: 3000,
  round: async ({ ctx }) => (await search.readDocuments(ctx, { limit: documentsAtOnce, reader })) === documentsAtOnce,
  drain: () => reader.close(),
};

/** Reads files that are new or changed. */
export const fileTexts: Loop = {
  name: "file-texts",
  restMs: 2000,
  round: async ({ ctx }) => (await fileSearch.indexFiles(ctx, { limit: documentsAtOnce, reader })) === documentsAtOnce,
};
