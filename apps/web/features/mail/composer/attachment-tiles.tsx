import { Button, IconButton, ProgressBar } from "@carbyne/ui";
import { clsx } from "clsx";
import { File as FileIcon, FileText, Image as ImageIcon, LinkIcon, Mail, RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSizes } from "../../../client/sizes.ts";
import { useWords } from "../../../client/words.ts";
import type { AttachmentRef } from "../types.ts";
import { pictureUrl } from "./content.ts";
import { LinkingTile } from "./linking/linking-tile.tsx";
import type { LinkedFiles } from "./linking/use-linked-files.ts";
import { encodedBytes, FileTooLarge, fittingBytes, type PendingUpload, type Uploads } from "./use-uploads.ts";

export interface AttachmentTilesProps {
  attachments: readonly AttachmentRef[];
  uploads: Uploads;
  linked: LinkedFiles;
  /** The most bytes that a message may have. */
  max: number;
  onRemove: (ref: AttachmentRef) => void;
}

function icon(type: string) {
  if (type.startsWith("image/")) return <ImageIcon size={18} aria-hidden="true" />;
  if (type === "message/rfc822") return <Mail size={18} aria-hidden="true" />;
  if (type.startsWith("text/") || type === "application/pdf") return <FileText size={18} aria-hidden="true" />;
  return <FileIcon size={18} aria-hidden="true" />;
}

/** The files of the message, those that are still on their way with how far they are. */
export function AttachmentTiles({ attachments, uploads, linked, max, onRemove }: AttachmentTilesProps) {
  const t = useTranslations("composer.files");
  const sizes = useSizes();
  const files = attachments.filter((ref) => ref.contentId === undefined);
  if (files.length === 0 && uploads.pending.length === 0 && linked.pending.length === 0) return null;
  const total = files.reduce((sum, ref) => sum + ref.sizeBytes, 0);
  const isTooLarge = encodedBytes(attachments) > max;
  return (
    <div className="shrink-0 px-4 pb-2">
      <ul aria-label={t("title")} className="flex max-h-40 flex-wrap gap-2 overflow-y-auto">
        {files.map((ref) => (
          <li
            key={`${pictureUrl(ref)} ${ref.name}`}
            className="flex h-10 max-w-full min-w-0 items-center gap-2 rounded-2 border bg-bg ps-2.5 pe-1 text-muted max-md:h-12"
          >
            {icon(ref.type)}
            <span className="min-w-0 max-w-56 truncate text-13 text-text" title={ref.name}>
              {ref.name}
            </span>
            <span className="shrink-0 text-12 text-faint tabular-nums">{sizes(ref.sizeBytes)}</span>
            <IconButton label={t("remove", { name: ref.name })} size="small" onClick={() => onRemove(ref)}>
              <X aria-hidden="true" />
            </IconButton>
          </li>
        ))}
        {uploads.pending.map((one) => (
          <PendingTile key={one.id} pending={one} uploads={uploads} linked={linked} />
        ))}
        {linked.pending.map((one) => (
          <LinkingTile key={one.id} file={one} linked={linked} />
        ))}
      </ul>
      {files.length > 1 || isTooLarge ? (
        <p
          role={isTooLarge ? "alert" : undefined}
          className={clsx("mt-1 text-12", isTooLarge ? "text-danger" : "text-faint")}
        >
          {isTooLarge
            ? t("tooLarge", { total: sizes(total), max: sizes(fittingBytes(max)) })
            : t("total", { count: files.length, total: sizes(total) })}
        </p>
      ) : null}
    </div>
  );
}

interface PendingTileProps {
  pending: PendingUpload;
  uploads: Uploads;
  linked: LinkedFiles;
}

function PendingTile({ pending, uploads, linked }: PendingTileProps) {
  const t = useTranslations("composer.files");
  const words = useWords();
  const sizes = useSizes();
  const { file, share, error, id } = pending;
  const isTooLarge = error instanceof FileTooLarge;
  return (
    <li className="flex min-h-10 w-full min-w-0 items-center gap-2 rounded-2 border bg-bg py-1 ps-2.5 pe-1 text-muted">
      {icon(file.type)}
      <div className="min-w-0 flex-1">
        <p className="flex gap-2 text-13">
          <span className="min-w-0 truncate text-text">{file.name}</span>
          <span className="shrink-0 text-faint tabular-nums">
            {error === null ? t("progress", { sent: sizes(share * file.size), total: sizes(file.size) }) : null}
          </span>
        </p>
        {error === null ? (
          <ProgressBar value={share} label={t("uploading", { name: file.name })} className="mt-1" />
        ) : (
          <p role="alert" className="text-12 text-danger">
            {isTooLarge
              ? t(error.isTogether ? "togetherTooLarge" : "fileTooLarge", {
                  size: sizes(file.size),
                  max: sizes(error.max),
                })
              : words(error).text}
          </p>
        )}
      </div>
      {isTooLarge && linked.isAllowed ? (
        <Button
          look="ink"
          onClick={() => {
            uploads.cancel(id);
            linked.add(file);
          }}
        >
          <LinkIcon aria-hidden="true" />
          {t("asLink")}
        </Button>
      ) : null}
      {error === null || isTooLarge ? null : (
        <Button look="ink" onClick={() => uploads.retry(id)}>
          <RotateCw aria-hidden="true" />
          {t("retry")}
        </Button>
      )}
      <IconButton label={t("cancel", { name: file.name })} size="small" onClick={() => uploads.cancel(id)}>
        <X aria-hidden="true" />
      </IconButton>
    </li>
  );
}
