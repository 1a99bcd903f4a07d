import type { Editor } from "@tiptap/core";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";

const most = { rows: 8, cols: 8 };
const cells = Array.from({ length: most.rows * most.cols }, (_, at) => ({
  row: Math.floor(at / most.cols) + 1,
  col: (at % most.cols) + 1,
}));
const within = (value: number, max: number) => Math.min(max, Math.max(1, value));

/** Makes a table of a size that is shown while it is chosen, by pointer or by arrows. */
export function TableSize({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useTranslations("writing.table");
  const [size, setSize] = useState({ rows: 3, cols: 3 });
  const make = () => {
    onDone();
    editor
      .chain()
      .focus()
      .insertTable({ ...size, withHeaderRow: true })
      .run();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const forth = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
    const steps: Record<string, readonly [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, forth],
      ArrowLeft: [0, -forth],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    setSize({ rows: within(size.rows + step[0], most.rows), cols: within(size.cols + step[1], most.cols) });
  };
  return (
    <button
      type="button"
      data-first=""
      // The size is in its name, which a screen reader says anew while it is chosen with the arrows.
      aria-label={t("size", size)}
      onClick={make}
      onKeyDown={onKeyDown}
      className="block p-3 text-center text-13 text-muted"
    >
      <span className="grid grid-cols-8 gap-0.5">
        {cells.map(({ row, col }) => (
          <span
            key={`${row}-${col}`}
            onMouseEnter={() => setSize({ rows: row, cols: col })}
            className={clsx(
              "size-5 rounded-[4px] border max-md:size-8",
              row <= size.rows && col <= size.cols ? "border-accent bg-accent-soft" : "bg-surface",
            )}
          />
        ))}
      </span>
      <span aria-hidden="true" className="mt-2 block">
        {t("size", size)}
      </span>
    </button>
  );
}
