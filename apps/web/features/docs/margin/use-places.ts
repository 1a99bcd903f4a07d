import type { Editor } from "@tiptap/core";
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";

export interface Noted {
  /** Its own among all. */
  key: string;
  /** Where in the text it belongs; null for what belongs to the whole. */
  from: number | null;
}

const gap = 12;

/** How far down in the margin each note stands: beside its place in the text, and never over another one. The one that is meant stands exactly there. */
export function usePlaces(
  editor: Editor,
  notes: readonly Noted[],
  { column, meant }: { column: RefObject<HTMLElement | null>; meant: string | null },
): ReadonlyMap<string, number> {
  const [places, setPlaces] = useState<ReadonlyMap<string, number>>(new Map());
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let asked = 0;
    const again = () => {
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        setTurn((before) => before + 1);
      });
    };
    const observer = new ResizeObserver(again);
    observer.observe(editor.view.dom);
    for (const card of column.current?.querySelectorAll("[data-note]") ?? []) observer.observe(card);
    editor.on("update", again);
    return () => {
      cancelAnimationFrame(asked);
      observer.disconnect();
      editor.off("update", again);
    };
  }, [editor, column, notes]);
  useLayoutEffect(() => {
    const home = column.current;
    if (!home || editor.isDestroyed) return;
    const origin = home.getBoundingClientRect().top;
    const wanted = notes.map((note) => {
      const card = home.querySelector(`[data-note="${CSS.escape(note.key)}"]`);
      const height = card instanceof HTMLElement ? card.offsetHeight : 0;
      return { key: note.key, height, top: note.from === null ? 0 : topOf(editor, note.from) - origin };
    });
    const next = laidOut(wanted, meant);
    setPlaces((before) => (isSame(before, next) ? before : next));
  }, [editor, column, notes, meant, turn]);
  return places;
}

function topOf(editor: Editor, pos: number): number {
  try {
    return editor.view.coordsAtPos(Math.min(pos, editor.state.doc.content.size)).top;
  } catch {
    // It is being drawn anew: the next turn knows.
    return 0;
  }
}

interface Wanted {
  key: string;
  height: number;
  top: number;
}

/** From the one that is meant outwards: those above it move up, those below it down. */
export function laidOut(wanted: readonly Wanted[], meant: string | null): Map<string, number> {
  const sorted = [...wanted].sort((a, b) => a.top - b.top);
  const tops = sorted.map((one) => one.top);
  const pivot = Math.max(
    0,
    sorted.findIndex((one) => one.key === meant),
  );
  for (let at = pivot + 1; at < sorted.length; at++)
    tops[at] = Math.max(tops[at] ?? 0, (tops[at - 1] ?? 0) + (sorted[at - 1]?.height ?? 0) + gap);
  for (let at = pivot - 1; at >= 0; at--)
    tops[at] = Math.min(tops[at] ?? 0, (tops[at + 1] ?? 0) - (sorted[at]?.height ?? 0) - gap);
  // There is no room above the first line.
  if ((tops[0] ?? 0) < 0) {
    tops[0] = 0;
    for (let at = 1; at < sorted.length; at++)
      tops[at] = Math.max(tops[at] ?? 0, (tops[at - 1] ?? 0) + (sorted[at - 1]?.height ?? 0) + gap);
  }
  return new Map(sorted.map((one, at) => [one.key, Math.round(tops[at] ?? 0)]));
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([key, top]) => other.get(key) === top);
}
