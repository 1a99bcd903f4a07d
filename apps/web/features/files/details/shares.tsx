import { Avatar, Button } from "@carbyne/ui";
import { UserCheck, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { ListMark } from "../../mail/composer/recipients/list-mark.tsx";
import { useGivenOn } from "../../sharing/api.ts";
import type { FileNode } from "../api.ts";
import { DetailsPart } from "./details-pane.tsx";

const ShareNode = lazyLayer(() => import("../share-node.tsx").then((module) => module.ShareNode), {
  cancel: ({ onClose }) => onClose(),
});

const HandOverDialog = lazyLayer(() => import("./hand-over-dialog.tsx").then((module) => module.HandOverDialog), {
  cancel: ({ onClose }) => onClose(),
});

const nameOf = (subject: { name: string; address: string } | null) => subject?.name || subject?.address;

/** Who may do what with an entry: by itself, and by the folders above it. */
export function Shares({ node }: { node: FileNode }) {
  const t = useTranslations("files.shares");
  const tSharing = useTranslations("sharing");
  const object = { kind: "node", id: node.id } as const;
  const { data = [] } = useGivenOn(object);
  const [isAsked, setIsAsked] = useState(false);
  const [isHanded, setIsHanded] = useState(false);
  return (
    <DetailsPart title={t("title")}>
      {data.length === 0 ? <p className="text-13 text-muted">{t("nobody")}</p> : null}
      <ul className="flex flex-col gap-2">
        {data.map((share) => (
          <li key={share.id} className="flex items-center gap-2.5">
            {share.list ? (
              <ListMark size={32} />
            ) : (
              <Avatar name={share.person?.name ?? ""} address={share.person?.address ?? ""} />
            )}
            <span className="min-w-0 text-13">
              <span className="block truncate font-medium">{nameOf(share.person ?? share.list)}</span>
              <span className="block truncate text-muted">
                {tSharing(`nodeRoleName.${share.role ?? "read"}`)}
                {share.object.id === node.id ? "" : ` · ${tSharing("through", { name: share.object.name })}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="mt-2 -ms-2 flex flex-col items-start gap-1">
        <Button look="ink" onClick={() => setIsAsked(true)}>
          <UserPlus aria-hidden="true" />
          {t("share")}
        </Button>
        {node.isOwn ? (
          <Button look="ink" onClick={() => setIsHanded(true)}>
            <UserCheck aria-hidden="true" />
            {t("handOver")}
          </Button>
        ) : null}
      </div>
      {isHanded ? (
        <HandOverDialog node={node} onClose={() => setIsHanded(false)} onDone={() => setIsHanded(false)} />
      ) : null}
      {isAsked ? <ShareNode node={node} onClose={() => setIsAsked(false)} /> : null}
    </DetailsPart>
  );
}
