import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import type { Completion } from "./use-completions.tsx";

export interface CompletionListProps {
  id: string;
  label: string;
  items: readonly Completion[];
  at: number;
  onPoint: (at: number) => void;
  onChoose: (item: Completion) => void;
}

/** What may complete a word, above the field, which keeps the focus. */
export function CompletionList({ id, label, items, at, onPoint, onChoose }: CompletionListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <ul
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-72 max-w-120 overflow-y-auto rounded-2 border bg-raised p-1 shadow-floating animate-appear"
    >
      {items.map((item, line) => (
        <li
          key={item.key}
          id={`${id}-${line}`}
          role="option"
          aria-selected={line === at}
          // Pressing it must not take the focus out of the field.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => line !== at && onPoint(line)}
          onClick={() => onChoose(item)}
          className={clsx(
            "flex h-9 cursor-pointer items-center gap-2 rounded-1 px-2 text-13 max-md:h-11",
            line === at && "bg-hover",
          )}
        >
          <span className="shrink-0 text-muted">{item.lead}</span>
          <span dir="auto" className="truncate font-medium">
            {item.label}
          </span>
          {item.detail ? (
            <span dir="auto" className="min-w-0 truncate text-muted">
              {item.detail}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
