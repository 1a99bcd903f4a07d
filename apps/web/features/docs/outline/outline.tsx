import { type OutlineEntry, outlineOf } from "@carbyne/office/model";
import type { Editor } from "@tiptap/core";
import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { memo, useEffect, useState } from "react";
import { countWords } from "./count-words.ts";

const restMs = 300;
const wordsAMinute = 230;
/** As long as counting may hold up what else there is to do. */
const sliceMs = 6;

interface Reading {
  entries: readonly OutlineEntry[];
  words: number;
}

/** The headings of a text, which lead to their places, and how long it is. */
export const Outline = memo(function Outline({ editor, onGo }: { editor: Editor; onGo?: () => void }) {
  const t = useTranslations("docs.outline");
  const { entries, words } = useReading(editor);
  const here = useHere(editor, entries);
  const go = ({ pos }: OutlineEntry) => {
    editor
      .chain()
      .setTextSelection(pos + 1)
      .run();
    const { node } = editor.view.domAtPos(pos + 1);
    (node instanceof HTMLElement ? node : node.parentElement)?.scrollIntoView({ block: "start", behavior: "smooth" });
    editor.view.focus();
    onGo?.();
  };
  return (
    <div className="flex min-h-full flex-col">
      <h2 className="px-2 pb-1 text-12 font-semibold text-muted">{t("title")}</h2>
      {entries.length === 0 ? <p className="px-2 py-1 text-13 text-faint">{t("none")}</p> : null}
      <ul>
        {entries.map((entry, at) => (
          // Its place among them: where it is in the text changes with every letter before it.
          <li key={at}>
            <button
              type="button"
              dir="auto"
              aria-current={at === here ? "location" : undefined}
              style={{ paddingInlineStart: `${8 + (Math.min(entry.level, 4) - 1) * 14}px` }}
              className={clsx(
                "block min-h-8 w-full truncate rounded-1 pe-2 text-start text-13 max-md:min-h-11",
                at === here ? "bg-accent-soft text-accent-ink" : "text-muted hover:bg-hover hover:text-text",
              )}
              onClick={() => go(entry)}
            >
              {entry.text}
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-auto px-2 pt-4 text-12 text-muted tabular-nums">
        {t("length", { words, minutes: Math.max(1, Math.round(words / wordsAMinute)) })}
      </p>
    </div>
  );
});

function useReading(editor: Editor): Reading {
  const locale = useLocale();
  const [reading, setReading] = useState<Reading>({ entries: [], words: 0 });
  useEffect(() => {
    let timer: number | undefined;
    const count = () => {
      timer = undefined;
      if (editor.isDestroyed) return;
      const until = performance.now() + sliceMs;
      const words = countWords(editor.state.doc, locale, () => performance.now() > until);
      if (words === null) timer = window.setTimeout(count, 0);
      else setReading((before) => (before.words === words ? before : { ...before, words }));
    };
    const read = () => {
      const entries = outlineOf(editor.state.doc);
      setReading((before) => (isSame(before.entries, entries) ? before : { ...before, entries }));
      count();
    };
    const onUpdate = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(read, restMs);
    };
    read();
    editor.on("update", onUpdate);
    return () => {
      window.clearTimeout(timer);
      editor.off("update", onUpdate);
    };
  }, [editor, locale]);
  return reading;
}

const isSame = (one: readonly OutlineEntry[], other: readonly OutlineEntry[]): boolean =>
  one.length === other.length &&
  one.every((entry, at) => {
    const next = other[at];
    return entry.pos === next?.pos && entry.text === next.text && entry.level === next.level;
  });

/** In which of the headings' parts one is. */
function useHere(editor: Editor, entries: readonly OutlineEntry[]): number {
  const [here, setHere] = useState(-1);
  useEffect(() => {
    const read = () => {
      const { from } = editor.state.selection;
      setHere(entries.findLastIndex((entry) => entry.pos <= from));
    };
    read();
    editor.on("selectionUpdate", read);
    return () => void editor.off("selectionUpdate", read);
  }, [editor, entries]);
  return here;
}
