import { CannotSuggest, rewritesWords, settle, suggestionsIn, track, type Verdict } from "@carbyne/office/model";
import { Extension } from "@tiptap/core";
import { ySyncPluginKey, yUndoPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager } from "yjs";
import type { Collab } from "../connection/collab.ts";
import { type OwnDoing, ownDoing } from "./own-doing.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    suggesting: {
      /** Whether what is done from now on is only proposed. */
      setSuggesting: (isOn: boolean) => ReturnType;
      /** Does what proposals say, or undoes them: those with these ids, or all. What is not safe here when others do it too is asked of the server. */
      settleSuggestions: (verdict: Verdict, ids?: readonly string[]) => ReturnType;
    };
  }
  interface Storage {
    suggesting: SuggestingStorage;
  }
}

/** What the server is asked to settle. */
export interface Settling {
  verdict: Verdict;
  ids: string[];
  /** The client of Yjs as which it writes. */
  writer: number;
}

export interface SuggestingStorage {
  isOn: boolean;
  own: OwnDoing | null;
  /** What the server was asked and is not here yet. */
  asked: number;
}

export interface SuggestingOptions {
  collab: Collab | null;
  /** Whose proposals they are. */
  authorId: string;
  /** Called before the first proposal of this window. */
  onSuggest: () => void;
  /** Called when something was done that cannot be told as a proposal, and so was not. */
  onRefused: () => void;
  /** Asks the server to settle proposals; answers whether that changes something. It says itself when it fails. */
  onAsk: (settling: Settling) => Promise<boolean>;
}

const settling = "suggest-settling";

/** Turns what is done into proposals, while that is on. What comes from others, and what is undone, is as they did it. */
export const Suggesting = Extension.create<SuggestingOptions, SuggestingStorage>({
  name: "suggesting",
  priority: 900,
  addOptions: () => ({
    collab: null,
    authorId: "",
    onSuggest: () => undefined,
    onRefused: () => undefined,
    onAsk: () => Promise.resolve(false),
  }),
  addStorage: () => ({ isOn: false, own: null, asked: 0 }),

  onCreate() {
    const { collab } = this.options;
    const undoing = yUndoPluginKey.getState(this.editor.state) as { undoManager: UndoManager } | undefined;
    if (collab && undoing) this.storage.own = ownDoing(collab.doc, collab.provider, undoing.undoManager);
  },

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
          const wanted = new Set(ids ?? suggestionsIn(tr.doc).map((one) => one.id));
          const isWanted = (id: string) => wanted.has(id);
          const { own } = this.storage;
          // Until what the server moves is here, what is done to it here would be lost with its old place.
          if (own && wanted.size > 0 && (this.storage.asked > 0 || rewritesWords(tr.doc, verdict, isWanted))) {
            if (dispatch) void ask(this, own, { verdict, ids: [...wanted] });
            return true;
          }
          settle(tr, verdict, isWanted);
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

type Asking = { options: SuggestingOptions; storage: SuggestingStorage };

async function ask({ options, storage }: Asking, own: OwnDoing, asked: Omit<Settling, "writer">): Promise<void> {
  const writer = own.newWriter();
  storage.asked++;
  try {
    if (await options.onAsk({ ...asked, writer })) await own.whenHere(writer);
  } finally {
    storage.asked--;
  }
}
