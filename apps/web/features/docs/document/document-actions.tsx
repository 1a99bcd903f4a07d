import { Button } from "@carbyne/ui";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useMe } from "../../session/me.ts";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import type { DocumentView } from "../api.ts";
import type { Collab } from "../connection/collab.ts";
import { DocumentMenu } from "./document-menu.tsx";
import { Presence } from "./presence.tsx";

const ShareDocument = lazyLayer(() => import("./share-document.tsx").then((module) => module.ShareDocument), {
  cancel: ({ onClose }) => onClose(),
});

/** Who is here, and what can be done with the document as a whole. */
export function DocumentActions(props: {
  document: DocumentView;
  collab: Collab;
  onHistory: () => void;
  children?: ReactNode;
}) {
  const { document, collab, onHistory, children } = props;
  const t = useTranslations("docs");
  const { account } = useMe();
  const [isSharing, setIsSharing] = useState(false);
  return (
    <div className="flex items-center gap-2">
      <Presence collab={collab} ownId={account.id} />
      {children}
      {document.mayShare ? (
        <Button look="primary" onClick={() => setIsSharing(true)} className="max-md:px-2.5!">
          <UserPlus aria-hidden="true" />
          <span className="max-md:sr-only">{t("share")}</span>
        </Button>
      ) : null}
      <DocumentMenu document={document} onHistory={onHistory} />
      {isSharing ? <ShareDocument id={document.id} onClose={() => setIsSharing(false)} /> : null}
    </div>
  );
}
