import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export interface MarkedRange {
  from: number;
  to: number;
}

const key = new PluginKey<MarkedRange | null>("marked-range");

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    markedRange: {
      /** Shows a range as the one that is meant; null for none. It moves with the text. */
      markRange: (range: MarkedRange | null) => ReturnType;
    };
  }
}

/** The range that is being commented on, or whose note is open, as it is now. */
export const markedRangeOf = (state: Parameters<typeof key.getState>[0]): MarkedRange | null =>
  key.getState(state) ?? null;

/** Shows one range of the text as the one that is meant. */
export const MarkedRanges = Extension.create({
  name: "markedRange",
  addCommands() {
    return {
      markRange:
        (range) =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setMeta(key, { range }).setMeta("addToHistory", false));
          return true;
        },
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<MarkedRange | null>({
        key,
        state: {
          init: () => null,
          apply(tr, now) {
            const meta = tr.getMeta(key) as { range: MarkedRange | null } | undefined;
            if (meta) return meta.range;
            if (now === null || !tr.docChanged) return now;
            return { from: tr.mapping.map(now.from, 1), to: tr.mapping.map(now.to, -1) };
          },
        },
        props: {
          decorations(state) {
            const range = key.getState(state);
            if (!range || range.from >= range.to) return DecorationSet.empty;
            return DecorationSet.create(state.doc, [Decoration.inline(range.from, range.to, { class: "doc-meant" })]);
          },
        },
      }),
    ];
  },
});
