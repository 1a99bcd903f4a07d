import { useTranslations } from "next-intl";
import { OwnLinks } from "../links/own/own-links.tsx";
import { ShareDialog } from "../sharing/share-dialog.tsx";
import type { FileNode } from "./api.ts";

/** Shares an entry with people here, and by links with whoever has the address. */
export function ShareNode({ node, onClose }: { node: FileNode; onClose: () => void }) {
  const t = useTranslations("files.details");
  return (
    <ShareDialog object={{ kind: "node", id: node.id }} name={node.name} onClose={onClose}>
      <section>
        <h3 className="mb-2 text-14 font-semibold">{t("links")}</h3>
        <OwnLinks node={node} />
      </section>
    </ShareDialog>
  );
}
