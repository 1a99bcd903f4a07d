import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { linkBase } from "../../links/api.ts";
import type { DocumentView } from "../api.ts";
import type { Collab, CollabState } from "../connection/collab.ts";
import { useCollab } from "../connection/use-collab.ts";
import { DocumentSkeleton } from "../document/document-skeleton.tsx";
import { EndedBanner } from "../document/ended-banner.tsx";
import { Presence } from "../document/presence.tsx";
import { SavedWords } from "../document/saved-words.tsx";
import { TextSheet } from "../editor/text-sheet.tsx";
import { TextToolbar } from "../editor/toolbar/text-toolbar.tsx";
import { useTextEditor } from "../editor/use-text-editor.ts";
import { ModeSwitch } from "../suggesting/mode-switch.tsx";

interface VisitorTextProps {
  token: string;
  document: DocumentView;
  /** What stands over it, with what can be said of it. */
  head: (acts: ReactNode) => ReactNode;
  onReopen: () => void;
}

/** Others see who a visitor is by what the server knows; their own window only has to tell itself from others. */
const someVisitor = () => ({ id: `visitor-${crypto.randomUUID()}`, name: "" });

/** A text that a visitor writes with others. */
export function VisitorText({ token, document, head, onReopen }: VisitorTextProps) {
  const { id, epoch, mayWrite } = document;
  const [visitor] = useState(someVisitor);
  const { collab, state } = useCollab({
    base: linkBase(token),
    id,
    epoch,
    mayWrite,
    accountId: "link",
    user: visitor,
  });
  const { ended } = state;
  useEffect(() => {
    if (ended && ended.code !== 4413 && ended.code !== 4400) onReopen();
  }, [ended, onReopen]);
  return (
    <div className="flex h-dvh flex-col bg-bg">
      {head(
        <>
          <SavedWords state={state} mayWrite={mayWrite} />
          <span className="flex-1" />
          {collab ? <Presence collab={collab} ownId={visitor.id} /> : null}
        </>,
      )}
      <EndedBanner state={state} onReopen={onReopen} />
      {collab && state.isLoaded ? (
        <Written token={token} document={document} collab={collab} state={state} visitor={visitor} />
      ) : (
        <DocumentSkeleton />
      )}
    </div>
  );
}

interface WrittenProps extends Pick<VisitorTextProps, "token" | "document"> {
  collab: Collab;
  state: CollabState;
  visitor: { id: string; name: string };
}

function Written({ token, document, collab, state, visitor }: WrittenProps) {
  const t = useTranslations("docs");
  const onRefused = useCallback(() => showToast({ text: t("suggestion.refused") }), [t]);
  const mayWrite = state.ended === null;
  const editor = useTextEditor({
    documentId: document.id,
    base: linkBase(token),
    collab,
    mayWrite,
    user: visitor,
    label: document.name,
    placeholder: t("placeholder"),
    onRefused,
  });
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.setEditable(mayWrite, false);
  }, [editor, mayWrite]);
  if (!editor) return <DocumentSkeleton />;
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <TextToolbar editor={editor} end={<ModeSwitch editor={editor} />} />
      <TextSheet editor={editor} doc={collab.doc} name={document.name} />
    </main>
  );
}
