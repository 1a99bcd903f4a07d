import "../editor/page.css";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { AppFrame } from "../../frame/app-frame.tsx";
import { useMe } from "../../session/me.ts";
import type { DocumentView } from "../api.ts";
import { useCollab } from "../connection/use-collab.ts";
import { DocumentHead } from "./document-head.tsx";
import { DocumentSkeleton } from "./document-skeleton.tsx";
import { EndedBanner } from "./ended-banner.tsx";
import { OpenText } from "./open-text.tsx";

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

function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Carbyne`;
  }, [name]);
}
