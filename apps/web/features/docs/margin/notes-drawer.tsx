import { Button, Drawer } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { CornerDownRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Drafting } from "./drafting.ts";
import { DraftCard } from "./draft-card.tsx";
import { NoteBody } from "./margin.tsx";
import type { Notes } from "./use-notes.ts";

interface NotesDrawerProps {
  isOpen: boolean;
  onClose: () => void;
  editor: Editor;
  notes: Notes;
  mayWrite: boolean;
  drafting: Drafting;
  /** Goes to the place that a note is about. */
  onGo: (key: string) => void;
}

/** What is said and proposed, one below the other, where there is no margin. */
export function NotesDrawer({ isOpen, onClose, editor, notes, mayWrite, drafting, onGo }: NotesDrawerProps) {
  const t = useTranslations("docs.comments");
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={t("title")} closeLabel={t("close")}>
      <div className="flex flex-col gap-3 px-4 pb-6 text-13">
        <DraftCard drafting={drafting} />
        {notes.notes.length === 0 && !drafting.draft ? <p className="text-muted">{t("none")}</p> : null}
        <ul className="flex flex-col gap-3">
          {notes.notes.map((note) => (
            <li key={note.key} className="rounded-2 border bg-surface p-3">
              {note.from === null ? null : (
                <Button look="quiet" className="-ms-2 mb-1" onClick={() => onGo(note.key)}>
                  <CornerDownRight aria-hidden="true" className="rtl:-scale-x-100" />
                  {t("go")}
                </Button>
              )}
              <NoteBody note={note} editor={editor} rights={notes.rights} mayWrite={mayWrite} />
            </li>
          ))}
        </ul>
      </div>
    </Drawer>
  );
}
