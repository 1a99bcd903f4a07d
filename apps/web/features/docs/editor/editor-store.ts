import type { Editor } from "@tiptap/core";
import { useCallback, useSyncExternalStore } from "react";

export interface EditorStore<T> {
  get: (editor: Editor) => T;
  set: (editor: Editor, value: T) => void;
  use: (editor: Editor) => T;
}

/** Something about an editor that is no part of its text, which plugins set and components show. It is forgotten with the editor. */
export function editorStore<T>(first: T): EditorStore<T> {
  const kept = new WeakMap<Editor, { value: T; listeners: Set<() => void> }>();
  const entry = (editor: Editor) => {
    const known = kept.get(editor) ?? { value: first, listeners: new Set<() => void>() };
    kept.set(editor, known);
    return known;
  };
  const get = (editor: Editor) => entry(editor).value;
  return {
    get,
    set(editor, value) {
      const known = entry(editor);
      if (known.value === value) return;
      known.value = value;
      for (const listener of known.listeners) listener();
    },
    use(editor) {
      const subscribe = useCallback(
        (changed: () => void) => {
          const { listeners } = entry(editor);
          listeners.add(changed);
          return () => listeners.delete(changed);
        },
        [editor],
      );
      return useSyncExternalStore(
        subscribe,
        () => get(editor),
        () => first,
      );
    },
  };
}
