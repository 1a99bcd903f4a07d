import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef, useState } from "react";
import type { Person } from "../../types.ts";
import { formatPerson, parseAddresses, withPeople } from "../parse-addresses.ts";

export interface ChipsInput {
  people: readonly Person[];
  onChange: (people: Person[]) => void;
  input: RefObject<HTMLInputElement | null>;
}

interface Range {
  /** Where a selection began. */
  anchor: number;
  /** The chip that has the focus. */
  focus: number;
}

/** What can be done with chips: selecting several, by the arrows too, taking them away, changing and copying them. */
export function useChips({ people, onChange, input }: ChipsInput) {
  const chips = useRef(new Map<number, HTMLSpanElement>());
  const [range, setRange] = useState<Range | null>(null);
  const [editing, setEditing] = useState<number | null>(null);

  const isSelected = (at: number) =>
    range !== null && at >= Math.min(range.anchor, range.focus) && at <= Math.max(range.anchor, range.focus);
  const selected = () => people.filter((_, at) => isSelected(at));

  const focusInput = () => {
    setRange(null);
    input.current?.focus();
  };
  const select = (focus: number, anchor = focus) => {
    setRange({ anchor, focus });
    chips.current.get(focus)?.focus();
  };
  const remove = (gone: readonly Person[], next: number) => {
    const left = people.filter((person) => !gone.includes(person));
    onChange(left);
    const at = Math.min(next, left.length - 1);
    if (at < 0) focusInput();
    else {
      setRange({ anchor: at, focus: at });
      // The chip of the next one is the same element once the list is drawn anew.
      requestAnimationFrame(() => chips.current.get(at)?.focus());
    }
  };
  const edit = (at: number) => {
    setRange(null);
    setEditing(at);
  };
  const finishEdit = (text: string | null) => {
    if (editing === null) return;
    setEditing(null);
    if (text !== null) {
      const others = people.filter((_, at) => at !== editing);
      const added = withPeople(others, parseAddresses(text)).slice(others.length);
      onChange([...others.slice(0, editing), ...added, ...others.slice(editing)]);
    }
    focusInput();
  };

  const onChipKey = (event: KeyboardEvent, at: number) => {
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
    const key = isRightToLeft
      ? ({ ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[event.key] ?? event.key)
      : event.key;
    const anchor = event.shiftKey ? range?.anchor : undefined;
    if (key === "ArrowLeft" && at > 0) select(at - 1, anchor);
    else if (key === "ArrowRight" && at < people.length - 1) select(at + 1, anchor);
    else if (key === "ArrowRight") focusInput();
    else if (key === "Home") select(0, anchor);
    else if (key === "End") focusInput();
    else if (key === "Backspace") remove(selected(), Math.max(0, Math.min(range?.anchor ?? at, at) - 1));
    else if (key === "Delete") remove(selected(), Math.min(range?.anchor ?? at, at));
    else if (key === "Enter" || key === "F2") edit(at);
    else if (key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) select(people.length - 1, 0);
    else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // Typing goes on in the field.
      focusInput();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Selects chips from the field: the last one at its beginning, all of them when it is empty. */
  const onFieldKey = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    if (people.length === 0 || selectionStart !== 0 || selectionEnd !== 0) return false;
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
    const isBack = event.key === "Backspace" || event.key === (isRightToLeft ? "ArrowRight" : "ArrowLeft");
    if (isBack && !event.ctrlKey && !event.metaKey) select(people.length - 1);
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && value === "")
      select(people.length - 1, 0);
    else return false;
    event.preventDefault();
    return true;
  };

  const onCopy = (event: ClipboardEvent) => {
    if (range === null) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", selected().map(formatPerson).join(", "));
    if (event.type === "cut") remove(selected(), Math.min(range.anchor, range.focus));
  };

  return {
    chipRef: (at: number) => (element: HTMLSpanElement | null) => {
      if (element) chips.current.set(at, element);
      else chips.current.delete(at);
    },
    isSelected,
    selected,
    select,
    clear: () => setRange(null),
    remove,
    edit,
    editing,
    finishEdit,
    onChipKey,
    onFieldKey,
    onCopy,
  };
}
