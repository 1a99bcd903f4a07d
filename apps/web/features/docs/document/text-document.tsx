import "../editor/page.css";
import { Drawer } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { AppFrame } from "../../frame/app-frame.tsx";
import { useMe } from "../../session/me.ts";
import type { DocumentView } from "../api.ts";
import type { Collab, CollabState } from "../connection/collab.ts";
import { useCollab } from "../connection/use-collab.ts";
import { TextSheet } from "../editor/text-sheet.tsx";
import { TextToolbar } from "../editor/toolbar/text-toolbar.tsx";
import { useTextEditor } from "../editor/use-text-editor.ts";
import { Outline } from "../outline/outline.tsx";
import { DocumentActions } from "./document-actions.tsx";
import { DocumentFoot } from "./document-foot.tsx";
import { DocumentHead } from "./document-head.tsx";
import { DocumentSkeleton } from "./document-skeleton.tsx";
import { EndedBanner } from "./ended-banner.tsx";

export interface TextDocumentProps {
  document: DocumentView;
  /** Asks again how one may be in it, and opens it as that says. */
  onReopen: () => void;
}

/** Reasons for which it is opened again, with the rights or the making of now. */
const reopening = new Set([4401, 4403, 4404, 4409]);

/** A text with all around it, as long as it is open. */
export function TextDocument({ document, onReopen }: TextDocumentProps) {
  const t = useTranslations("docs");
  const { account } = useMe();
  const { id, epoch, mayWrite } = document;
  const user = { id: account.id, name: account.name === "" ? account.address : account.name };
  const { collab, state } = useCollab({ id, epoch, mayWrite, accountId: account.id, user });
  const { ended } = state;
  useEffect(() => {
    if (ended && reopening.has(ended.code)) onReopen();
  }, [ended, onReopen]);
  useTitle(document.name);

  // Nothing is drawn before there is something: an empty page would be taken for an empty document.
  if (!collab || !state.isLoaded)
    return (
      <AppFrame
        module="docs"
        sidebarLabel={t("outline.title")}
        sidebar={() => null}
        search={<DocumentHead document={document} state={state} />}
        isDetail
      >
        <div className="flex min-w-0 flex-1 flex-col">
          <EndedBanner state={state} onReopen={onReopen} />
          <DocumentSkeleton />
        </div>
      </AppFrame>
    );
  return <OpenText document={document} collab={collab} state={state} user={user} onReopen={onReopen} />;
}

interface OpenTextProps extends TextDocumentProps {
  collab: Collab;
  state: CollabState;
  user: { id: string; name: string };
}

function OpenText({ document, collab, state, user, onReopen }: OpenTextProps) {
  const t = useTranslations("docs");
  const { mayWrite } = document;
  const [isOutline, setIsOutline] = useState(false);
  const editor = useTextEditor({
    documentId: document.id,
    collab,
    mayWrite: mayWrite && state.ended === null,
    user,
    label: document.name,
    placeholder: t("placeholder"),
  });
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.setEditable(mayWrite && state.ended === null, false);
  }, [editor, mayWrite, state.ended]);
  const head = <DocumentHead document={document} state={state} />;
  const actions = <DocumentActions document={document} collab={collab} />;
  return (
    <AppFrame
      module="docs"
      sidebarLabel={t("outline.title")}
      sidebar={(isFolded) => (editor && !isFolded ? <Outline editor={editor} /> : null)}
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
        {editor && mayWrite ? <TextToolbar editor={editor} /> : null}
        <TextSheet editor={editor} doc={collab.doc} name={document.name} />
        {editor ? <DocumentFoot onOutline={() => setIsOutline(true)} /> : null}
      </div>
      <Drawer
        isOpen={isOutline}
        onClose={() => setIsOutline(false)}
        side="start"
        title={t("outline.title")}
        closeLabel={t("close")}
      >
        {editor ? (
          <div className="px-2 pb-4 text-13">
            <Outline editor={editor} onGo={() => setIsOutline(false)} />
          </div>
        ) : null}
      </Drawer>
    </AppFrame>
  );
}

function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Carbyne`;
  }, [name]);
}
