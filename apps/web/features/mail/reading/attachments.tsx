import { Button } from "@carbyne/ui";
import { Download, FolderDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSizes } from "../../../client/sizes.ts";
import { keepOpened } from "../../offline/opened-files.ts";
import { useMe } from "../../session/me.ts";
import type { Attachment } from "../types.ts";
import { previewAt, type Viewed } from "../../preview/viewed.ts";
import { Viewer } from "../../preview/lazy-viewer.ts";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import type { SaveToFilesProps } from "../../files/save-to-files.tsx";
import { AttachmentTile } from "./attachment-tile.tsx";

export interface AttachmentsProps {
  attachments: readonly Attachment[];
  /** Where all of them are in one archive. */
  archiveUrl: string;
  /** Opens a message that is attached. */
  onOpenMessage: (attachment: Attachment) => void;
}

const SaveToFiles = lazyLayer<SaveToFilesProps>(
  async () => (await import("../../files/save-to-files.tsx")).SaveToFiles,
  { cancel: ({ onClose }) => onClose() },
);

/** An attachment as what is shown in large; its address says of which message it is a part. */
function viewed({ path, name, type, sizeBytes, url }: Attachment): Viewed {
  return {
    id: path,
    name,
    type,
    sizeBytes,
    contentHref: `${url}?inline=1`,
    downloadHref: url,
    previewHref: previewAt(url),
    source: { messageId: url.split("/")[3] ?? "", path },
  };
}

/** What came with a message, as tiles; they open one after the other, messages where they are. */
export function Attachments({ attachments, archiveUrl, onOpenMessage }: AttachmentsProps) {
  const t = useTranslations("reading");
  const tFiles = useTranslations("message.files");
  const size = useSizes();
  const [at, setAt] = useState<number | null>(null);
  const [saved, setSaved] = useState<readonly Attachment[] | null>(null);
  const accountId = useMe().account.id;
  const shown = attachments.filter((attachment) => !attachment.isInline);
  if (shown.length === 0) return null;
  const files = shown.filter((one) => !one.isMessage);
  const openerOf = (attachment: Attachment) => () =>
    attachment.isMessage ? onOpenMessage(attachment) : setAt(files.indexOf(attachment));
  return (
    <section aria-label={t("attachments", { count: shown.length })} className="mt-4">
      {shown.length > 1 ? (
        <div className="mb-2 flex flex-wrap items-center gap-2 text-13 text-muted">
          <span className="min-w-0 flex-1 truncate">
            {t("attachments", { count: shown.length })} ·{" "}
            {size(shown.reduce((sum, attachment) => sum + attachment.sizeBytes, 0))}
          </span>
          <Button look="quiet" asChild>
            <a href={archiveUrl} download>
              <Download aria-hidden="true" />
              {tFiles("all")}
            </a>
          </Button>
          <Button look="quiet" onClick={() => setSaved(shown)}>
            <FolderDown aria-hidden="true" />
            {tFiles("saveAll")}
          </Button>
        </div>
      ) : null}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-3">
        {shown.map((attachment) => (
          <AttachmentTile
            key={attachment.path}
            attachment={attachment}
            onOpen={openerOf(attachment)}
            onSave={() => setSaved([attachment])}
            // A browser that keeps nothing has it as long as there is a network.
            onTaken={() =>
              void keepOpened(`${attachment.url}?inline=1`, { accountId, ...attachment }).catch(() => undefined)
            }
          />
        ))}
      </ul>
      {saved === null ? null : (
        <SaveToFiles
          messageId={saved[0]?.url.split("/")[3] ?? ""}
          files={saved.map(({ path, name }) => ({ path, name }))}
          onClose={() => setSaved(null)}
        />
      )}
      {at === null ? null : <Viewer files={files.map(viewed)} at={at} onGo={setAt} onClose={() => setAt(null)} />}
    </section>
  );
}
