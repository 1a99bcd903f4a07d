import path from "node:path";
import { access, type search } from "@carbyne/domain";
import { isExtractable } from "@carbyne/extract";
import { allPages, kindOf, makePreview } from "@carbyne/preview";
import { createSandbox } from "@carbyne/sandbox";
import type { ExtractAnswer, ExtractQuestion } from "./extract.ts";

const programs = path.resolve(import.meta.dirname, "../../..");

/** Microsoft's formats from before 2007, which are read off the pages that LibreOffice makes of them. */
const oldName = /\.(?:doc|dot|xls|xlt|ppt|pps|pot)$/i;
const oldType = /^application\/(?:msword|vnd\.ms-(?:excel|powerpoint))$/i;

/** A text that was written here: what its newest version says. */
const isOwnText = ({ type }: { readonly type: string }) => type === access.documentMime.text;

const isOld = ({ name, type }: { readonly name: string; readonly type: string }) =>
  oldName.test(name) || oldType.test(type);

/** Reads documents for the search, each in a process of its own: what is broken or meant to harm ends that one. Close it. */
export function createDocumentReader(): search.DocumentReader & { close(): Promise<void> } {
  const sandbox = createSandbox<ExtractQuestion, ExtractAnswer>({
    module: path.join(import.meta.dirname, "extract.ts"),
    readable: [programs],
    timeoutMs: 20_000,
    memoryBytes: 600 * 2 ** 20,
    idleMs: 30_000,
  });
  const read = async (document: ExtractQuestion) => {
    const outcome = await sandbox.ask(document);
    return outcome.status === "done" ? outcome.answer.text : "";
  };
  return {
    canRead: (document) => isOwnText(document) || isExtractable(document) || isOld(document),
    async textOf(document) {
      if (isOwnText(document)) return read({ ...document, isOwnText: true });
      if (isExtractable(document)) return read(document);
      const { content } = document;
      const kind = kindOf(document);
      if (kind?.family !== "office") return "";
      const pages = await makePreview({ content, kind, want: allPages });
      return pages.status === "made" ? read({ name: "pages.pdf", type: pages.type, content: pages.content }) : "";
    },
    close: () => sandbox.close(),
  };
}
