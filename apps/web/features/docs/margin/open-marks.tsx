import type { Note } from "./use-notes.ts";

/** Shows which words are talked about: those of threads that are open. Marks of others stay in the text, unseen. */
export function OpenMarks({ notes }: { notes: readonly Note[] }) {
  const ids = notes.flatMap((note) =>
    note.kind === "thread" && note.thread.resolvedAt === null ? [note.thread.id] : [],
  );
  if (ids.length === 0) return null;
  const marks = ids.map((id) => `.doc-text [data-comment="${CSS.escape(id)}"]`).join(", ");
  return <style>{`${marks} { --doc-comment: var(--warning); }`}</style>;
}
