import { Button, showToast } from "@carbyne/ui";
import { ShieldAlert, ShieldEllipsis, ShieldQuestionMark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { type FileNode, filesServer, mayChange } from "../api.ts";

const icons = {
  waiting: <ShieldEllipsis size={18} className="mt-px shrink-0 text-muted" aria-hidden="true" />,
  unscanned: <ShieldQuestionMark size={18} className="mt-px shrink-0 text-warning" aria-hidden="true" />,
  infected: <ShieldAlert size={18} className="mt-px shrink-0 text-danger" aria-hidden="true" />,
} as const;

/** What the virus scanner says of a file, and what that means. */
export function Scan({ node, scan }: { node: FileNode; scan: NonNullable<FileNode["scan"]> }) {
  const t = useTranslations("files.scan");
  const words = useWords();
  const again = async () => {
    try {
      await filesServer.scanAgain({ id: node.id });
      showToast({ text: t("asked") });
    } catch (error) {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    }
  };
  return (
    <div className="flex gap-3 border-b bg-sunken p-4 text-13">
      {icons[scan.state]}
      <div className="min-w-0">
        <p className="font-semibold wrap-anywhere">{t(scan.state, { found: scan.found })}</p>
        <p className="text-muted">{t(`${scan.state}Hint`)}</p>
        {scan.state !== "waiting" && mayChange(node) && node.deletedAt === null ? (
          <Button className="mt-2" onClick={() => void again()}>
            {t("again")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
