import { type Editor, EditorContent } from "@tiptap/react";
import { clsx } from "clsx";

/** How text that is being written looks; the same in a message and in a signature. */
const prose =
  "[&_.tiptap]:min-h-full [&_.tiptap]:text-14 [&_.tiptap]:leading-reading [&_.tiptap]:outline-none max-md:[&_.tiptap]:text-16 [&_.tiptap_h1]:text-20 [&_.tiptap_h1]:font-semibold [&_.tiptap_h2]:text-16 [&_.tiptap_h2]:font-semibold [&_.tiptap_h3]:font-semibold [&_.tiptap_ul]:list-disc [&_.tiptap_ol]:list-decimal [&_.tiptap_ul]:ps-6 [&_.tiptap_ol]:ps-6 [&_.tiptap_blockquote]:border-s-2 [&_.tiptap_blockquote]:border-strong [&_.tiptap_blockquote]:ps-3 [&_.tiptap_blockquote]:text-muted [&_.tiptap_a]:text-accent-ink [&_.tiptap_a]:underline [&_.tiptap_code]:rounded-[4px] [&_.tiptap_code]:bg-sunken [&_.tiptap_code]:px-1 [&_.tiptap_code]:font-mono [&_.tiptap_code]:text-13 [&_.tiptap_pre]:my-2 [&_.tiptap_pre]:overflow-x-auto [&_.tiptap_pre]:rounded-2 [&_.tiptap_pre]:bg-sunken [&_.tiptap_pre]:p-3 [&_.tiptap_img]:inline [&_.tiptap_img]:max-w-full [&_.tiptap_img]:rounded-[4px] [&_.tiptap_hr]:my-3 [&_.ProseMirror-selectednode]:outline-2 [&_.ProseMirror-selectednode]:outline-focus";

const table =
  "[&_.tableWrapper]:my-2 [&_.tableWrapper]:overflow-x-auto [&_.tiptap_table]:w-full [&_.tiptap_table]:table-fixed [&_.tiptap_table]:border-collapse [&_.tiptap_td]:relative [&_.tiptap_td]:border [&_.tiptap_td]:border-strong [&_.tiptap_td]:px-2 [&_.tiptap_td]:py-1.5 [&_.tiptap_td]:align-top [&_.tiptap_th]:relative [&_.tiptap_th]:border [&_.tiptap_th]:border-strong [&_.tiptap_th]:px-2 [&_.tiptap_th]:py-1.5 [&_.tiptap_th]:text-start [&_.tiptap_th]:align-top [&_.tiptap_th]:font-semibold [&_.selectedCell]:after:pointer-events-none [&_.selectedCell]:after:absolute [&_.selectedCell]:after:inset-0 [&_.selectedCell]:after:bg-accent [&_.selectedCell]:after:opacity-20 [&_.column-resize-handle]:pointer-events-none [&_.column-resize-handle]:absolute [&_.column-resize-handle]:inset-y-0 [&_.column-resize-handle]:end-0 [&_.column-resize-handle]:w-1 [&_.column-resize-handle]:bg-accent [&_.resize-cursor]:cursor-col-resize";

const placeholder =
  "[&_.is-editor-empty:first-child]:before:pointer-events-none [&_.is-editor-empty:first-child]:before:float-start [&_.is-editor-empty:first-child]:before:h-0 [&_.is-editor-empty:first-child]:before:text-faint [&_.is-editor-empty:first-child]:before:content-[attr(data-placeholder)]";

/** The surface of an editor. */
export function RichText({ editor, className }: { editor: Editor; className?: string }) {
  return <EditorContent editor={editor} className={clsx(prose, table, placeholder, className)} />;
}
