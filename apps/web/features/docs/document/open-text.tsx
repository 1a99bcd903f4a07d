import { Button, Drawer, showToast } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { History, MessageSquarePlus, MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useMedia } from "../../../client/media.ts";
import { useStored } from "../../../client/stored.ts";
import { AppFrame } from "../../frame/app-frame.tsx";
import type { DocumentView } from "../api.ts";
import type { Collab, CollabState } from "../connection/collab.ts";
import { TextSheet } from "../editor/text-sheet.tsx";
import { TextToolbar } from "../editor/toolbar/text-toolbar.tsx";
import { useTextEditor } from "../editor/use-text-editor.ts";
import { HistoryView } from "../history/lazy-history.ts";
import { type Drafting, useDrafting } from "../margin/drafting.ts";
import { Margin } from "../margin/margin.tsx";
import { OpenMarks } from "../margin/open-marks.tsx";
import { NotesDrawer } from "../margin/notes-drawer.tsx";
import { useLedThread } from "../margin/use-led-thread.ts";
import { useMeant } from "../margin/use-meant.ts";
import { useNotes } from "../margin/use-notes.ts";
import { LostBanner } from "../office/lost-banner.tsx";
import { Outline } from "../outline/outline.tsx";
import { ModeSwitch } from "../suggesting/mode-switch.tsx";
import { DocumentActions } from "./document-actions.tsx";
import { DocumentFoot } from "./document-foot.tsx";
import { DocumentHead } from "./document-head.tsx";
import { EndedBanner } from "./ended-banner.tsx";

interface OpenTextProps {
  document: DocumentView;
  collab: Collab;
  state: CollabState;
  user: { id: string; name: string };
  onReopen: () => void;
}

/** A text that there is something of, to be read or written. */
export function OpenText({ document, collab, state, user, onReopen }: OpenTextProps) {
  const t = useTranslations("docs");
  const mayWrite = document.mayWrite && state.ended === null;
  const onRefused = useCallback(() => showToast({ text: t("suggestion.refused") }), [t]);
  const editor = useTextEditor({
    documentId: document.id,
    collab,
    mayWrite,
    user,
    label: document.name,
    placeholder: t("placeholder"),
    onRefused,
  });
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.setEditable(mayWrite, false);
  }, [editor, mayWrite]);
  const props = { document, collab, state, onReopen, mayWrite };
  return editor ? <WithEditor {...props} editor={editor} /> : null;
}

interface WithEditorProps extends Omit<OpenTextProps, "user"> {
  editor: Editor;
  mayWrite: boolean;
}

function WithEditor({ document, collab, state, onReopen, editor, mayWrite }: WithEditorProps) {
  const t = useTranslations("docs");
  const isWide = useMedia("(min-width: 1340px)");
  const [stored, store] = useStored("docs.comments");
  const [isOutline, setIsOutline] = useState(false);
  const [isNotes, setIsNotes] = useState(false);
  const [isAll, setIsAll] = useState(false);
  const [isHistory, setIsHistory] = useState(false);
  const notes = useNotes(editor, { id: document.id, collab, isAll });
  const [meant, mean] = useMeant(editor, notes.notes);
  const showAll = useCallback(() => setIsAll(true), []);
  useLedThread(notes, { mean, showAll });
  const drafting = useDrafting(editor, document.id, mean);
  const count = notes.notes.length;
  const isMargin =
    isWide && stored !== "no" && (count > 0 || notes.resolvedCount > 0 || drafting.draft !== null || stored === "yes");
  // Whether all is saved changes with every word: what does not tell it is not drawn anew.
  const toolbar = useMemo(
    () => (mayWrite ? <TextToolbar editor={editor} end={<ModeSwitch editor={editor} />} /> : null),
    [editor, mayWrite],
  );
  const head = <DocumentHead document={document} state={state} />;
  const actions = (
    <DocumentActions document={document} collab={collab} onHistory={() => setIsHistory(true)}>
      {document.format === null ? (
        <Button look="quiet" onClick={() => setIsHistory(true)} className="max-md:hidden!">
          <History aria-hidden="true" />
          <span className="max-lg:sr-only">{t("history.title")}</span>
        </Button>
      ) : null}
      <Button
        look="quiet"
        className="max-md:hidden!"
        aria-pressed={isMargin || isNotes}
        onClick={() => (isWide ? store(isMargin ? "no" : "yes") : setIsNotes(true))}
      >
        <MessageSquareText aria-hidden="true" />
        <span className="max-lg:sr-only">{t("comments.title")}</span>
        {count > 0 ? <b className="font-semibold tabular-nums">{count}</b> : null}
      </Button>
    </DocumentActions>
  );
  useCommentKey(editor, drafting, document.mayComment, isWide ? null : () => setIsNotes(true));
  return (
    <AppFrame
      module="docs"
      sidebarLabel={t("outline.title")}
      sidebar={(isFolded) => (isFolded ? null : <Outline editor={editor} />)}
      search={head}
      newAction={actions}
      isDetail
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex h-14 shrink-0 items-center gap-1 border-b bg-bg px-1 md:hidden">
          {head}
          {actions}
        </div>
        <EndedBanner state={state} onReopen={onReopen} />
        <LostBanner id={document.id} />
        {toolbar}
        <OpenMarks notes={notes.notes} />
        <TextSheet
          editor={editor}
          doc={collab.doc}
          name={document.name}
          margin={
            isMargin ? (
              <Margin
                editor={editor}
                notes={notes}
                mayWrite={mayWrite}
                drafting={drafting}
                meant={meant}
                onMean={mean}
                isAll={isAll}
                onAll={setIsAll}
              />
            ) : null
          }
          bubble={
            document.mayComment ? (
              <Button look="quiet" onClick={() => comment(drafting, isWide ? null : () => setIsNotes(true))}>
                <MessageSquarePlus aria-hidden="true" />
                {t("comments.begin")}
              </Button>
            ) : null
          }
        />
        <DocumentFoot
          notes={count}
          onOutline={() => setIsOutline(true)}
          onNotes={() => setIsNotes(true)}
          onHistory={document.format === null ? () => setIsHistory(true) : null}
        />
      </div>
      <Drawer
        isOpen={isOutline}
        onClose={() => setIsOutline(false)}
        side="start"
        title={t("outline.title")}
        closeLabel={t("close")}
      >
        <div className="px-2 pb-4 text-13">
          <Outline editor={editor} onGo={() => setIsOutline(false)} />
        </div>
      </Drawer>
      <NotesDrawer
        isOpen={(isNotes || drafting.draft !== null) && !isWide}
        onClose={() => {
          setIsNotes(false);
          drafting.end();
        }}
        editor={editor}
        notes={notes}
        mayWrite={mayWrite}
        drafting={drafting}
        onGo={(key) => {
          setIsNotes(false);
          mean(key);
        }}
      />
      {isHistory ? <HistoryView document={document} onClose={() => setIsHistory(false)} /> : null}
    </AppFrame>
  );
}

function comment(drafting: Drafting, open: (() => void) | null): void {
  drafting.begin();
  open?.();
}

/** Ctrl+Alt+M comments on what is chosen. */
function useCommentKey(editor: Editor, drafting: Drafting, mayComment: boolean, open: (() => void) | null): void {
  useEffect(() => {
    if (!mayComment) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== "KeyM" || !event.altKey || !(event.ctrlKey || event.metaKey) || editor.state.selection.empty)
        return;
      event.preventDefault();
      comment(drafting, open);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [editor, drafting, mayComment, open]);
}
