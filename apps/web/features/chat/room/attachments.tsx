import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSizes } from "../../../client/sizes.ts";
import { FileIcon } from "../../files/file-icon.tsx";
import { Viewer } from "../../preview/lazy-viewer.ts";
import { shownAs } from "../../preview/shown-as.ts";
import { Thumbnail } from "../../preview/thumbnail.tsx";
import { previewAt, type Viewed } from "../../preview/viewed.ts";
import type { Message } from "../api.ts";
import { fileAt } from "../attach/file-at.ts";
import { useGuest } from "../guest-page/guest.ts";

type Attachment = Message["attachments"][number];

/** The largest that one picture is shown in a message, in pixels. */
const most = { width: 360, height: 240 };

/** The files of a message: pictures as pictures, others as tiles; a press opens them as large as the window. */
export function MessageAttachments({
  attachments,
  isSmall = false,
}: {
  attachments: readonly Attachment[];
  /** All alike, as among others. */
  isSmall?: boolean;
}) {
  const t = useTranslations("chat.message");
  const sizes = useSizes();
  const isGuest = useGuest() !== null;
  const [at, setAt] = useState<number | null>(null);
  if (attachments.length === 0) return null;
  const isAlone = attachments.length === 1 && !isSmall;
  return (
    <div className="mt-1 flex flex-wrap gap-2">
      {attachments.map((one, place) => {
        const as = shownAs({ name: one.name, type: one.mime, sizeBytes: one.sizeBytes });
        const url = as === null ? null : fileAt(one.id);
        const instead = /^image\/(?:png|jpeg|gif|webp|avif)$/.test(one.mime) ? `${fileAt(one.id)}/content` : null;
        const icon = <FileIcon node={{ kind: "file", mime: one.mime }} />;
        return as === "picture" || as === "film" ? (
          <button
            key={one.id}
            type="button"
            aria-label={t("openFile", { name: one.name })}
            title={one.name}
            onClick={() => setAt(place)}
            style={isAlone ? fitted(one) : { width: 136, height: 76 }}
            className="max-w-full overflow-hidden rounded-2 border bg-sunken"
          >
            <Thumbnail url={url} instead={instead} isPage={false}>
              {icon}
            </Thumbnail>
          </button>
        ) : (
          <button
            key={one.id}
            type="button"
            title={t("openFile", { name: one.name })}
            onClick={() => setAt(place)}
            className="flex h-20 w-70 max-w-full overflow-hidden rounded-2 border bg-surface text-start text-13 transition-colors hover:bg-hover"
          >
            <span className="w-20 shrink-0 border-e bg-sunken">
              <Thumbnail url={url} instead={null} isPage>
                {icon}
              </Thumbnail>
            </span>
            <span className="flex min-w-0 flex-col justify-center px-3">
              <strong dir="auto" className="truncate font-medium">
                {one.name}
              </strong>
              <small className="text-12 text-muted">{sizes(one.sizeBytes)}</small>
            </span>
          </button>
        );
      })}
      {at === null ? null : (
        <Viewer
          files={attachments.map((one) => viewed(one, { isGuest }))}
          at={at}
          onGo={setAt}
          onClose={() => setAt(null)}
        />
      )}
    </div>
  );
}

/** The place of a picture: its own proportions, as large as fits. */
function fitted({ width, height }: Attachment): { width: number; height: number } {
  if (!width || !height) return { width: 272, height: 152 };
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(Math.round(width * scale), 44), height: Math.max(Math.round(height * scale), 44) };
}

function viewed({ id, name, mime, sizeBytes }: Attachment, { isGuest }: { isGuest: boolean }): Viewed {
  const at = fileAt(id);
  return {
    id,
    name,
    type: mime,
    sizeBytes,
    contentHref: `${at}/content`,
    downloadHref: `${at}/content?download=1`,
    previewHref: previewAt(at),
    source: isGuest ? null : { nodeId: id },
  };
}
