import { Button, Lightbox } from "@carbyne/ui";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSizes } from "../../../client/sizes.ts";
import { keepOpened } from "../../offline/opened-files.ts";
import { useMe } from "../../session/me.ts";
import type { Attachment } from "../types.ts";
import { shownAs } from "../../preview/shown-as.ts";
import { AttachmentTile, isPicture } from "./attachment-tile.tsx";

export interface AttachmentsProps {
  attachments: readonly Attachment[];
  /** Where all of them are in one archive. */
  archiveUrl: string;
  /** Opens a message that is attached. */
  onOpenMessage: (attachment: Attachment) => void;
}

/** Where a picture is as a browser draws it: HEIC, TIFF and drawings by way of the server. */
const drawnAt = (attachment: Attachment): string =>
  isPicture(attachment) ? `${attachment.url}?inline=1` : `${attachment.url}/preview?area=2560x2560&quality=high`;

/** What came with a message, as tiles; pictures open one after the other, messages where they are, all else in a tab of its own. */
export function Attachments({ attachments, archiveUrl, onOpenMessage }: AttachmentsProps) {
  const t = useTranslations("reading");
  const tFiles = useTranslations("message.files");
  const size = useSizes();
  const [at, setAt] = useState<number | null>(null);
  const accountId = useMe().account.id;
  const shown = attachments.filter((attachment) => !attachment.isInline);
  if (shown.length === 0) return null;
  const pictures = shown.filter((one) => !one.isMessage && (isPicture(one) || shownAs(one) === "picture"));
  const openerOf = (attachment: Attachment) => {
    if (attachment.isMessage) return () => onOpenMessage(attachment);
    const picture = pictures.indexOf(attachment);
    return picture === -1 ? null : () => setAt(picture);
  };
  return (
    <section aria-label={t("attachments", { count: shown.length })} className="mt-4">
      {shown.length > 1 ? (
        <div className="mb-2 flex items-center gap-2 text-13 text-muted">
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
        </div>
      ) : null}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-3">
        {shown.map((attachment) => (
          <AttachmentTile
            key={attachment.path}
            attachment={attachment}
            onOpen={openerOf(attachment)}
            // A browser that keeps nothing has it as long as there is a network.
            onTaken={() =>
              void keepOpened(`${attachment.url}?inline=1`, { accountId, ...attachment }).catch(() => undefined)
            }
          />
        ))}
      </ul>
      <Lightbox
        pictures={pictures.map((picture) => ({ name: picture.name, src: drawnAt(picture), href: picture.url }))}
        at={at}
        onGo={setAt}
        onClose={() => setAt(null)}
        position={pictures.length > 1 ? tFiles("position", { at: (at ?? 0) + 1, count: pictures.length }) : ""}
        labels={{
          close: tFiles("close"),
          previous: tFiles("previous"),
          next: tFiles("next"),
          download: t("download", { name: pictures[at ?? 0]?.name ?? "" }),
        }}
      />
    </section>
  );
}
