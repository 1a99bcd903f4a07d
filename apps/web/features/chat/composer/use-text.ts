import { type RefObject, useEffect, useRef, useState } from "react";
import type { Mention } from "../markdown/parse.ts";
import { edited, type KnownNames, type Shown, toShown, toWire } from "./mention-text.ts";

interface TextOptions {
  area: RefObject<HTMLTextAreaElement | null>;
  /** The text as it is sent. */
  value: string;
  onChange: (value: string) => void;
  nameOf: (mention: Mention) => string | null;
}

export interface Text {
  shown: Shown;
  known: KnownNames;
  /** Where the caret is; null where something is selected or the field has no focus. */
  caret: number | null;
  noteCaret: () => void;
  /** The field has another text. */
  onInput: (text: string, caret: number) => void;
}

/** The text of the field with names in it, whose draft the caller keeps as it is sent. */
export function useText({ area, value, onChange, nameOf }: TextOptions): Text {
  const known = useRef<KnownNames>(new Map()).current;
  const [state, setState] = useState(() => ({ wire: value, nameOf, shown: toShown(value, { nameOf, known }) }));
  const [caret, setCaret] = useState<number | null>(null);
  let { shown } = state;
  // Another draft, or a name that was not known yet.
  const isUnnamed = state.nameOf !== nameOf && /<[@#]/.test(shown.text);
  if (value !== state.wire || isUnnamed) {
    shown = toShown(value, { nameOf, known });
    setState({ wire: value, nameOf, shown });
  }

  const noteCaret = () => {
    const at = area.current;
    const isPlain = at && document.activeElement === at && at.selectionStart === at.selectionEnd;
    setCaret(isPlain ? at.selectionStart : null);
  };
  useEffect(() => {
    document.addEventListener("selectionchange", noteCaret);
    return () => document.removeEventListener("selectionchange", noteCaret);
  }, []);

  return {
    shown,
    known,
    caret,
    noteCaret,
    onInput: (text, at) => {
      const next = edited(shown, { text, caret: at, known });
      const wire = toWire(next);
      setState({ wire, nameOf, shown: next });
      setCaret(at);
      onChange(wire);
    },
  };
}
