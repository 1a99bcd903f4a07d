import type { PageSetup } from "@carbyne/office/model";
import type { Editor } from "@tiptap/core";
import { memo, useEffect, useState } from "react";
import { useEditorWords } from "../words.ts";
import { pageSize } from "./page-css.ts";
import { type Laid, pageEnds } from "./page-ends.ts";

const restMs = 800;

/** Where pages end, as lines over the text; only where it is as wide as on paper. */
export const PageLines = memo(function PageLines({ editor, setup }: { editor: Editor; setup: PageSetup }) {
  const words = useEditorWords();
  const [ends, setEnds] = useState<readonly number[]>([]);
  useEffect(() => {
    let timer: number | undefined;
    const measure = () => {
      timer = undefined;
      if (editor.isDestroyed) return;
      const next = isPaperWide(editor, setup) ? pageEnds(layout(editor.view.dom), pageSize(setup).textHeightPx) : [];
      setEnds((before) => (before.join() === next.join() ? before : next));
    };
    const later = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(measure, restMs);
    };
    later();
    const observer = new ResizeObserver(later);
    observer.observe(editor.view.dom);
    editor.on("update", later);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
      editor.off("update", later);
    };
  }, [editor, setup]);
  return (
    <div aria-hidden="true" className="doc-page-lines">
      {ends.map((top, at) => (
        <div key={`${at} ${top}`} style={{ top }}>
          <span>{words("page.number", { number: at + 2 })}</span>
        </div>
      ))}
    </div>
  );
});

function isPaperWide(editor: Editor, setup: PageSetup): boolean {
  return Math.abs(editor.view.dom.offsetWidth - pageSize(setup).widthPx) < 4;
}

const isBlock = (child: Element): child is HTMLElement => child instanceof HTMLElement;

/** The blocks of the text as they lie, with where they can be parted. */
function layout(text: HTMLElement): Laid[] {
  return [...text.children].filter(isBlock).map((element) => {
    const top = element.offsetTop;
    return {
      top,
      bottom: top + element.offsetHeight,
      cuts: cutsOf(element, top),
      isKept: /^H[1-6]$/.test(element.tagName),
      isBreak: element.hasAttribute("data-page-break"),
    };
  });
}

function cutsOf(element: HTMLElement, top: number): number[] {
  const { tagName } = element;
  if (element.classList.contains("tableWrapper")) {
    const { top: from } = element.getBoundingClientRect();
    return [...element.querySelectorAll("tr")].map((row) => top + row.getBoundingClientRect().top - from);
  }
  if (tagName === "P" || tagName === "PRE") return lineCuts(element, top);
  if (/^(?:UL|OL|BLOCKQUOTE)$/.test(tagName) || element.hasAttribute("data-callout")) {
    const { top: from } = element.getBoundingClientRect();
    return [...element.querySelectorAll<HTMLElement>("p, li")].flatMap((part) => {
      const at = top + part.getBoundingClientRect().top - from;
      return part.tagName === "P" ? [at, ...lineCuts(part, at)] : [at];
    });
  }
  return [];
}

/** Between which lines a paragraph is parted: two stay together at both ends. */
function lineCuts(element: HTMLElement, top: number): number[] {
  const style = getComputedStyle(element);
  const line = Number.parseFloat(style.lineHeight);
  if (!(line > 0)) return [];
  const inner = element.offsetHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
  const lines = Math.round(inner / line);
  const from = top + Number.parseFloat(style.paddingTop);
  return Array.from({ length: Math.max(0, lines - 3) }, (_, at) => from + (at + 2) * line);
}
