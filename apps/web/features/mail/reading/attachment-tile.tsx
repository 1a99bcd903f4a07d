import { Download, File, FileArchive, FileAudio, FileImage, FileText, FileVideo, FolderDown, Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSizes } from "../../../client/sizes.ts";
import { shownAs } from "../../preview/shown-as.ts";
import { Thumbnail } from "../../preview/thumbnail.tsx";
import type { Attachment } from "../types.ts";

function iconOf({ type, isMessage }: Attachment): ReactNode {
  if (isMessage) return <Mail aria-hidden="true" />;
  if (type.startsWith("image/")) return <FileImage aria-hidden="true" />;
  if (type.startsWith("audio/")) return <FileAudio aria-hidden="true" />;
  if (type.startsWith("video/")) return <FileVideo aria-hidden="true" />;
  if (/zip|compressed|x-tar|rar|7z/.test(type)) return <FileArchive aria-hidden="true" />;
  return /^text\/|pdf|word|document|rtf/.test(type) ? <FileText aria-hidden="true" /> : <File aria-hidden="true" />;
}

/** The kinds that a browser draws and that cannot run anything. */
const drawn = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/;
const mostPreviewBytes = 15_000_000;

/** Whether the browser shows it in large by itself. */
function isPicture({ type, sizeBytes }: Attachment): boolean {
  return drawn.test(type) && sizeBytes <= mostPreviewBytes;
}

/** `PDF`, `DOCX`: what people call a kind of file. */
function kindOf({ name, type }: Attachment): string {
  const ending = /\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1];
  return (ending ?? type.split("/").at(-1) ?? "").toUpperCase().slice(0, 12);
}

/** What a corner of a tile offers, once a mouse is near. */
const corner =
  "absolute top-2 grid size-8 place-items-center rounded-1 bg-raised text-muted opacity-0 shadow-floating transition-opacity group-hover/tile:opacity-100 hover:text-text focus-visible:opacity-100 max-md:size-11 max-md:opacity-100 [&_svg]:size-4";

export interface AttachmentTileProps {
  attachment: Attachment;
  onOpen: () => void;
  /** Keeps it in Files. */
  onSave: () => void;
  /** It was opened or downloaded. */
  onTaken: () => void;
}

/** One file of a message. */
export function AttachmentTile({ attachment, onOpen, onSave, onTaken }: AttachmentTileProps) {
  const t = useTranslations("reading");
  const size = useSizes();
  const as = attachment.isMessage ? null : shownAs(attachment);
  const content = (
    <>
      <span className="grid h-24 place-items-center overflow-hidden bg-sunken text-faint [&_svg]:size-8 [&_svg]:stroke-[1.25]">
        <Thumbnail
          url={as === null ? null : attachment.url}
          instead={isPicture(attachment) ? `${attachment.url}?inline=1` : null}
          isPage={as === "pages"}
        >
          {iconOf(attachment)}
        </Thumbnail>
      </span>
      <span className="block border-t px-3 py-2">
        <span className="block truncate text-13 font-medium" title={attachment.name}>
          {attachment.name}
        </span>
        <span className="block text-12 text-faint">
          {[kindOf(attachment), size(attachment.sizeBytes)].filter(Boolean).join(" · ")}
        </span>
      </span>
    </>
  );
  return (
    <li onClick={onTaken} className="group/tile relative overflow-hidden rounded-2 border bg-surface">
      <button type="button" onClick={onOpen} className="block w-full text-start">
        {content}
      </button>
      <button
        type="button"
        aria-label={t("save", { name: attachment.name })}
        title={t("save", { name: attachment.name })}
        onClick={onSave}
        className={`${corner} end-12 max-md:end-14`}
      >
        <FolderDown aria-hidden="true" />
      </button>
      <a
        href={attachment.url}
        download={attachment.name}
        aria-label={t("download", { name: attachment.name })}
        title={t("download", { name: attachment.name })}
        className={`${corner} end-2`}
      >
        <Download aria-hidden="true" />
      </a>
    </li>
  );
}
