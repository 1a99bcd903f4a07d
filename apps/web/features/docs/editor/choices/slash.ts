import { Extension } from "@tiptap/core";
import { insert, insertions, type InsertionId } from "../insertions/insertions.ts";
import type { EditorWords } from "../words.ts";
import { type Choice, choicesPlugin } from "./choices.ts";

const groupOf = (id: InsertionId): "text" | "media" | "more" =>
  /^(?:paragraph|h\d|.*List|quote|codeBlock|callout)$/.test(id)
    ? "text"
    : /^(?:table|picture|fromFiles|columns\d)$/.test(id)
      ? "media"
      : "more";

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What fits to what is typed: by its name in the person's language, its English id, and how it is typed. */
export function fitting(all: readonly Choice[], query: string): Choice[] {
  const wanted = plain(query);
  const starts = (item: Choice) =>
    plain(item.label)
      .split(/\s+/)
      .some((word) => word.startsWith(wanted)) || item.id.toLowerCase().startsWith(wanted);
  const has = (item: Choice) => plain(item.label).includes(wanted) || item.typed === query;
  const best = all.filter(starts);
  return best.length > 0 ? best : all.filter(has);
}

/** `/` lists everything that can be put into the text. */
export const slashMenu = (words: EditorWords) =>
  Extension.create({
    name: "slashMenu",
    addProseMirrorPlugins() {
      const { editor } = this;
      const all = insertions.map(
        (insertion): Choice => ({
          id: insertion.id,
          label: words(`insert.${insertion.id}`),
          group: words(`groups.${groupOf(insertion.id)}`),
          typed: insertion.typed,
          icon: insertion.icon,
          run: (at, range) => {
            at.chain().focus().deleteRange(range).run();
            insert(at, insertion);
          },
        }),
      );
      return [
        choicesPlugin({
          editor,
          name: "slash",
          sign: "/",
          title: words("insertTitle"),
          items: (query) => fitting(all, query),
        }),
      ];
    },
  });
