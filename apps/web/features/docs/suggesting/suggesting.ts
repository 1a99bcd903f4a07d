import { CannotSuggest, settle, track, type Verdict } from "@carbyne/office/model";
import { Extension } from "@tiptap/core";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    suggesting: {
      /** Whether what is done from now on is only proposed. */
      setSuggesting: (isOn: boolean) => ReturnType;
      /** Does what proposals say, or undoes them: those with these ids, or all. */
      settleSuggestions: (verdict: Verdict, ids?: readonly string[]) => ReturnType;
    };
  }
  interface Storage {
    suggesting: { isOn: boolean };
  }
}

export interface SuggestingOptions {
  /** Whose proposals they are. */
  authorId: string;
  /** Called before the first proposal of this window. */
  onSuggest: () => void;
  /** Called when something was done that cannot be told as a proposal, and so was not. */
  onRefused: () => void;
}

const settling = "suggest-settling";

/** Turns what is done into proposals, while that is on. What comes from others, and what is undone, is as they did it. */
export const Suggesting = Extension.create<SuggestingOptions, { isOn: boolean }>({
  name: "suggesting",
  priority: 900,
  addOptions: () => ({ authorId: "", onSuggest: () => undefined, onRefused: () => undefined }),
  addStorage: () => ({ isOn: false }),

  addCommands() {
    return {
      setSuggesting:
        (isOn) =>
        ({ tr, dispatch }) => {
          if (dispatch) {
            this.storage.isOn = isOn;
            dispatch(tr.setMeta(settling, true));
          }
          return true;
        },
      settleSuggestions:
        (verdict, ids) =>
        ({ tr, dispatch }) => {
          const wanted = ids && new Set(ids);
          settle(tr, verdict, wanted ? (id) => wanted.has(id) : undefined);
          if (!tr.docChanged) return false;
          dispatch?.(tr.setMeta(settling, true));
          return true;
        },
    };
  },

  dispatchTransaction({ transaction, next }) {
    const isTheirs = transaction.getMeta(ySyncPluginKey) !== undefined;
    if (!this.storage.isOn || !transaction.docChanged || isTheirs || transaction.getMeta(settling) === true)
      return next(transaction);
    try {
      const tracked = track(transaction, this.editor.state, { id: this.options.authorId, now: () => new Date() });
      this.options.onSuggest();
      next(tracked);
    } catch (error) {
      if (!(error instanceof CannotSuggest)) throw error;
      this.options.onRefused();
    }
  },
});
