import type { ClipboardEvent, KeyboardEvent } from "react";
import { type Format, formatOf } from "./format-bar.tsx";
import { isInFence, linked } from "./marks.ts";
import { mentionBefore } from "./mention-text.ts";
import { typeInto } from "./text-field.tsx";
import type { Completion, Completions } from "./use-completions.tsx";
import type { Text } from "./use-text.ts";

interface FieldKeys {
  text: Text;
  completions: Completions;
  sendKey: "enter" | "ctrl-enter";
  onChoose: (item: Completion) => void;
  onFormat: (format: Format) => void;
  onSend: () => void;
  /** The arrow up in an empty field. */
  onEditLast: (() => void) | undefined;
  onEscape: (() => void) | undefined;
  onFiles: ((files: File[]) => void) | undefined;
}

/** What keys and pasting do in the field: first what is offered for the word, then looks, then to send and to leave. */
export function useFieldKeys(given: FieldKeys) {
  const { completions, sendKey, onChoose, onFormat, onSend, onEditLast, onEscape, onFiles } = given;
  const { shown } = given.text;

  const onCompletionKey = (event: KeyboardEvent): boolean => {
    const { items, at, setAt, query } = completions;
    const chosen = items[at];
    if (!query || !chosen) return false;
    if (event.key === "ArrowDown") setAt((at + 1) % items.length);
    else if (event.key === "ArrowUp") setAt((at - 1 + items.length) % items.length);
    else if (event.key === "Escape") completions.close();
    else if ((event.key === "Enter" && !event.shiftKey) || (event.key === "Tab" && !event.shiftKey)) onChoose(chosen);
    else if (event.key === ":" && query.kind === "emoji") {
      // `:tada:` typed to its end.
      const named = items.find((item) => item.label === `:${query.text.toLowerCase()}:`);
      if (!named) return false;
      onChoose(named);
    } else return false;
    return true;
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (onCompletionKey(event)) return true;
    const { selectionStart: from, selectionEnd: to } = event.currentTarget;
    const isCtrl = event.ctrlKey || event.metaKey;
    const wanted = formatOf(event);
    if (wanted) {
      onFormat(wanted);
      return true;
    }
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      const isWanted = isCtrl || (sendKey === "enter" && !isInFence(shown.text, from));
      if (isWanted) onSend();
      return isWanted;
    }
    if (event.key === "ArrowUp" && !event.altKey && shown.text === "" && onEditLast) {
      onEditLast();
      return true;
    }
    if (event.key === "Backspace" && from === to && !isCtrl) {
      // What is selected then goes as a whole, by the browser's own hand.
      const name = mentionBefore(shown, from);
      if (name) event.currentTarget.setSelectionRange(name.from, name.to);
      return false;
    }
    if (event.key === "Escape" && onEscape) {
      onEscape();
      return true;
    }
    return false;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While signs are put together for a letter, keys are the input method's.
    if (event.nativeEvent.isComposing || !onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const files = [...event.clipboardData.files];
    // A table copied from a sheet comes as a picture too: its words are meant.
    const words = event.clipboardData.getData("text/plain");
    if (onFiles && files.length > 0 && words === "") {
      event.preventDefault();
      onFiles(files);
      return;
    }
    const { selectionStart: from, selectionEnd: to, value } = event.currentTarget;
    if (from === to || !/^https?:\/\/\S+$/.test(words.trim())) return;
    event.preventDefault();
    typeInto(event.currentTarget, linked({ text: value, from, to }, words.trim()));
  };
  return { onKeyDown, onPaste };
}
