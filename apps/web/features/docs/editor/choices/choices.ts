import type { Editor } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import Suggestion, { exitSuggestion, type SuggestionOptions } from "@tiptap/suggestion";
import type { LucideIcon } from "lucide-react";
import { editorStore } from "../editor-store.ts";

/** One line of a menu at the caret. */
export interface Choice {
  id: string;
  label: string;
  detail?: string | undefined;
  /** How it is typed without the menu. */
  typed?: string | undefined;
  group: string;
  icon?: LucideIcon;
  /** Of a person: their address, for the picture. */
  address?: string;
  run: (editor: Editor, range: { from: number; to: number }) => void;
}

export interface Choices {
  title: string;
  items: readonly Choice[];
  at: number;
  rect: () => DOMRect | null;
  choose: (choice: Choice) => void;
}

export const choices = editorStore<Choices | null>(null);
export const choiceId = (at: number): string => `doc-choice-${at}`;
export const choiceListId = "doc-choices";

export interface ChoicesOptions {
  editor: Editor;
  name: string;
  sign: string;
  title: string;
  hasSpaces?: boolean;
  items: (query: string, signal: AbortSignal) => readonly Choice[] | Promise<readonly Choice[]>;
  restMs?: number;
}

/** A menu at the caret that a sign opens: filtered by what is typed after it, arrows to go, Enter to take, Escape to leave. */
export function choicesPlugin({ editor, name, sign, title, hasSpaces, items, restMs }: ChoicesOptions) {
  const pluginKey = new PluginKey(name);
  const show = (next: Choices | null) => {
    choices.set(editor, next);
    // The text keeps the focus: it says which line would be taken.
    const { dom } = editor.view;
    const isShown = next !== null && next.items.length > 0;
    for (const [attribute, value] of [
      ["aria-autocomplete", "list"],
      ["aria-controls", choiceListId],
      ["aria-activedescendant", choiceId(next?.at ?? 0)],
    ] as const)
      if (isShown) dom.setAttribute(attribute, value);
      else dom.removeAttribute(attribute);
  };
  const options: SuggestionOptions<Choice, Choice> = {
    editor,
    pluginKey,
    char: sign,
    allowSpaces: hasSpaces === true,
    allowedPrefixes: [" ", "\u00a0", "(", "\ufffc"],
    decorationClass: "doc-asked",
    dismissOnOutsideClick: true,
    ...(restMs === undefined ? {} : { debounce: restMs }),
    allow: ({ state }) => !state.selection.$from.parent.type.spec.code && editor.isEditable,
    items: async ({ query, signal }) => [...(await items(query, signal))],
    command: ({ range, props }) => props.run(editor, range),
    render: () => ({
      onStart: (props) =>
        show({ title, at: 0, items: props.items, rect: () => props.clientRect?.() ?? null, choose: props.command }),
      onUpdate: (props) => {
        const before = choices.get(editor);
        const chosen = before?.items[before.at]?.id;
        const at = Math.max(
          0,
          props.items.findIndex((one) => one.id === chosen),
        );
        show({
          title,
          // The line that was gone to stays while more comes in for the same words.
          at: before && before.items.length > 0 && before.at > 0 ? at : 0,
          items: props.items,
          rect: () => props.clientRect?.() ?? null,
          choose: props.command,
        });
      },
      onExit: () => show(null),
      onKeyDown: ({ event, view }) => {
        const now = choices.get(editor);
        if (!now || event.isComposing) return false;
        if (event.key === "Escape") {
          event.stopPropagation();
          exitSuggestion(view, pluginKey);
          return true;
        }
        const { length } = now.items;
        if (length === 0) return false;
        const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? length - 1 : 0;
        if (step > 0) {
          show({ ...now, at: (now.at + step) % length });
          return true;
        }
        const chosen = now.items[now.at];
        if (!chosen || (event.key !== "Enter" && event.key !== "Tab")) return false;
        now.choose(chosen);
        return true;
      },
    }),
  };
  return Suggestion(options);
}
