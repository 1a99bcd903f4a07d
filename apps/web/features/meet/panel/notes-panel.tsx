import { Button } from "@carbyne/ui";
import { NotebookPen } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CallActs } from "../call/use-call-acts.ts";
import { meetServer } from "../api.ts";
import { docHref } from "../../docs/place.ts";

/** The document in which people write down what is said: it is a page of its own, which is opened beside the meeting. */
export function NotesPanel({ roomId, notesId, acts }: { roomId: string; notesId: string | null; acts: CallActs }) {
  const t = useTranslations("meet.notes");
  const open = () =>
    acts.attempt(async () => {
      // Opened at once: after an answer a browser would take it for something that nobody asked for.
      const page = window.open("", "_blank");
      const { nodeId } = notesId === null ? await meetServer.notes.mutate({ roomId }) : { nodeId: notesId };
      if (page) page.location.replace(docHref(nodeId));
    });
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <NotebookPen aria-hidden="true" className="size-8 text-faint" strokeWidth={1.25} />
      <p className="max-w-80 text-14 text-muted">{t(notesId === null ? "none" : "there")}</p>
      <Button look="primary" onClick={open}>
        {t(notesId === null ? "begin" : "open")}
      </Button>
    </div>
  );
}
