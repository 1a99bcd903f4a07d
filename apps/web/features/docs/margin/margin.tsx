import { IconButton } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { clsx } from "clsx";
import { CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { ThreadBody } from "../../comments/thread-card.tsx";
import { SuggestionActs } from "../suggesting/suggestion-acts.tsx";
import { SuggestionCard } from "../suggesting/suggestion-card.tsx";
import type { Drafting } from "./drafting.ts";
import { DraftCard } from "./draft-card.tsx";
import type { Note, Notes } from "./use-notes.ts";
import { type Noted, usePlaces } from "./use-places.ts";

interface MarginProps {
  editor: Editor;
  notes: Notes;
  mayWrite: boolean;
  drafting: Drafting;
  /** The note that one is at, by its key. */
  meant: string | null;
  onMean: (key: string | null) => void;
  /** Whether what is done with is shown too. */
  isAll: boolean;
  onAll: (isAll: boolean) => void;
}

/** What is said and proposed, in the margin beside its places. */
export function Margin({ editor, notes, mayWrite, drafting, meant, onMean, isAll, onAll }: MarginProps) {
  const t = useTranslations("docs.comments");
  const column = useRef<HTMLUListElement>(null);
  const { draft } = drafting;
  const noted = useMemo((): Noted[] => {
    const all = notes.notes.map(({ key, from }) => ({ key, from }));
    return draft ? [...all, { key: "draft", from: draft.from }] : all;
  }, [notes.notes, draft]);
  const places = usePlaces(editor, noted, { column, meant: draft ? "draft" : meant });
  const shown = draft ? "draft" : meant;
  return (
    <aside aria-label={t("title")} className="doc-margin text-13">
      <header className="flex h-8 items-center gap-2 text-12 text-muted">
        <h2 className="text-13 font-semibold text-text">{t("title")}</h2>
        <span className="flex-1">{t("counts", { open: notes.openCount, resolved: notes.resolvedCount })}</span>
        {notes.resolvedCount > 0 ? (
          <IconButton
            label={t(isAll ? "hideResolved" : "showResolved")}
            size="small"
            isOn={isAll}
            onClick={() => onAll(!isAll)}
          >
            <CheckCheck aria-hidden="true" />
          </IconButton>
        ) : null}
        {mayWrite ? <SuggestionActs editor={editor} suggestions={notes.suggestions} /> : null}
      </header>
      <ul ref={column} className="relative">
        {notes.notes.map((note) => (
          <MarginNote
            key={note.key}
            note={note}
            top={places.get(note.key) ?? 0}
            isMeant={shown === note.key}
            onMean={() => onMean(note.key)}
            editor={editor}
            rights={notes.rights}
            mayWrite={mayWrite}
          />
        ))}
        {draft ? (
          <li
            data-note="draft"
            style={{ transform: `translateY(${places.get("draft") ?? 0}px)` }}
            className="absolute inset-x-0 z-10"
          >
            <DraftCard drafting={drafting} />
          </li>
        ) : null}
      </ul>
    </aside>
  );
}

interface MarginNoteProps {
  note: Note;
  top: number;
  isMeant: boolean;
  onMean: () => void;
  editor: Editor;
  rights: Notes["rights"];
  mayWrite: boolean;
}

function MarginNote({ note, top, isMeant, onMean, editor, rights, mayWrite }: MarginNoteProps) {
  const item = useRef<HTMLDivElement>(null);
  // Whoever comes to a place in the text sees its note.
  useEffect(() => {
    if (isMeant) item.current?.scrollIntoView({ block: "nearest" });
  }, [isMeant]);
  return (
    <li
      data-note={note.key}
      style={{ transform: `translateY(${top}px)` }}
      className={clsx("absolute inset-x-0 transition-transform duration-180", isMeant && "z-10")}
      // Not when it is pressed: it would move away from under the pointer before that is let go.
      onClick={onMean}
      onFocus={({ target }) => {
        if (target.matches(":focus-visible")) onMean();
      }}
    >
      <div
        ref={item}
        className={clsx("rounded-2 border bg-surface p-3", isMeant && "border-accent! bg-raised! shadow-floating")}
      >
        <NoteBody note={note} editor={editor} rights={rights} mayWrite={mayWrite} />
      </div>
    </li>
  );
}

export function NoteBody({
  note,
  editor,
  rights,
  mayWrite,
}: Pick<MarginNoteProps, "note" | "editor" | "rights" | "mayWrite">) {
  return note.kind === "suggestion" ? (
    <SuggestionCard suggestion={note.suggestion} editor={editor} mayWrite={mayWrite} />
  ) : (
    <ThreadBody thread={note.thread} rights={rights} />
  );
}
