import path from "node:path";
import { fileSearch, search } from "@carbyne/domain";
import { isExtractable } from "@carbyne/extract";
import { createSandbox } from "@carbyne/sandbox";
import type { ExtractAnswer, ExtractQuestion } from "./extract.ts";
import type { Loop } from "./loop.ts";

const atOnce = 100;
const documentsAtOnce = 5;
const programs = path.resolve(import.meta.dirname, "../../..");

/** Documents are read in a process of their own: what is broken or meant to harm ends that one. */
const sandbox = createSandbox<ExtractQuestion, ExtractAnswer>({
  module: path.join(import.meta.dirname, "extract.ts"),
  readable: [programs],
  timeoutMs: 20_000,
  memoryBytes: 600 * 2 ** 20,
  idleMs: 30_000,
});

const reader: search.DocumentReader = {
  canRead: isExtractable,
  async textOf(document) {
    const outcome = await sandbox.ask(document);
    return outcome.status === "done" ? outcome.answer.text : "";
  },
};

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
  drain: () => sandbox.close(),
};

/** Reads files that are new or changed. */
export const fileTexts: Loop = {
  name: "file-texts",
  restMs: 2000,
  round: async ({ ctx }) => (await fileSearch.indexFiles(ctx, { limit: documentsAtOnce, reader })) === documentsAtOnce,
};
