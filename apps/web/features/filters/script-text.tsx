import { clsx } from "clsx";
import { type KeyboardEvent, type RefObject, useRef } from "react";
import type { Problem } from "./types.ts";

export interface ScriptTextProps {
  area: RefObject<HTMLTextAreaElement | null>;
  label: string;
  text: string;
  problems: readonly Problem[];
  onChange: (text: string) => void;
}

/** A text with line numbers, of which those with a problem are marked. Tab leaves it; Ctrl+] and Ctrl+[ move lines in and out. */
export function ScriptText({ area, label, text, problems, onChange }: ScriptTextProps) {
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split("\n").length;
  const wrong = new Set(problems.map((problem) => problem.line));
  return (
    <div className="flex h-[50dvh] min-h-64 font-mono text-13 leading-reading">
      <div
        ref={gutter}
        aria-hidden="true"
        className="shrink-0 overflow-hidden border-e bg-sunken py-3 text-end tabular-nums"
      >
        {Array.from({ length: lines }, (_, at) => (
          <div key={at} className={clsx("px-3", wrong.has(at + 1) ? "bg-danger text-on-accent" : "text-faint")}>
            {at + 1}
          </div>
        ))}
        {/* As much as the text can be scrolled beyond its last line by a bar at its foot. */}
        <div className="h-8" />
      </div>
      <textarea
        ref={area}
        value={text}
        aria-label={label}
        aria-invalid={problems.length > 0}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
        onKeyDown={(event) => indent(event, onChange)}
        className="min-w-0 flex-1 resize-none overflow-auto bg-transparent p-3 whitespace-pre outline-none"
      />
    </div>
  );
}

const step = "    ";

function indent(event: KeyboardEvent<HTMLTextAreaElement>, onChange: (text: string) => void): void {
  if (!(event.ctrlKey || event.metaKey) || (event.key !== "]" && event.key !== "[")) return;
  event.preventDefault();
  const area = event.currentTarget;
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const block = value.slice(from, selectionEnd);
  const moved = event.key === "]" ? block.replace(/^/gm, step) : block.replace(/^ {1,4}/gm, "");
  onChange(value.slice(0, from) + moved + value.slice(selectionEnd));
  requestAnimationFrame(() => area.setSelectionRange(from, from + moved.length));
}
