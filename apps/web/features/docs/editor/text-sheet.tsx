import "./writing.css";
import "./print.css";
import type { Editor } from "@tiptap/core";
import type { ReactNode } from "react";
import type { Doc } from "yjs";
import { DrawnText } from "../document/drawn-text.tsx";
import { directionCss, useAdoptedCss } from "./adopt-css.ts";
import { FootnoteList } from "./footnote/footnote-list.tsx";
import { EditorLayers } from "./layers/editor-layers.tsx";
import { PageLines } from "./page/page-lines.tsx";
import { usePage } from "./page/use-page.ts";

export interface TextSheetProps {
  editor: Editor;
  doc: Doc;
  /** What the document is called: its page has this heading, whether the text has one or not. */
  name: string;
  /** What stands beside the page, where there is room. */
  margin?: ReactNode;
  /** Verbs of others for text that is selected, such as Comment and Suggest. */
  bubble?: ReactNode;
}

/** The text on its page, with all that stands over it. */
export function TextSheet({ editor, doc, name, margin, bubble }: TextSheetProps) {
  const setup = usePage(doc);
  useAdoptedCss(directionCss);
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <h1 className="sr-only">{name}</h1>
      <div className="doc-canvas" data-margin={margin ? "" : undefined}>
        <div className="doc-sheet doc-paper">
          <DrawnText editor={editor} className="doc-body" />
          <FootnoteList editor={editor} />
          <PageLines editor={editor} setup={setup} />
        </div>
        {margin}
      </div>
      <EditorLayers editor={editor} doc={doc} bubble={bubble} />
    </div>
  );
}
