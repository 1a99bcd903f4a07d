import { IconButton } from "@carbyne/ui";
import { clsx } from "clsx";
import { FileText, Image as ImageIcon, Music, Paperclip, RotateCw, Video, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useSizes } from "../../../client/sizes.ts";

/** A file that goes with the message. */
export interface Attachment {
  id: string;
  name: string;
  type: string;
  sizeBytes: number;
  /** From 0 to 1 while it is on its way; null once it is there. */
  progress: number | null;
  secondsLeft?: number | undefined;
  /** Why it did not get there. */
  error?: string | undefined;
}

export interface AttachmentChipsProps {
  attachments: readonly Attachment[];
  onRemove: (id: string) => void;
  onRetry?: ((id: string) => void) | undefined;
}

/** The files that go with a message, with how far those are that are on their way. */
export function AttachmentChips({ attachments, onRemove, onRetry }: AttachmentChipsProps) {
  const t = useTranslations("chat.composer.files");
  return (
    <ul aria-label={t("title")} className="flex max-h-36 flex-wrap gap-2 overflow-y-auto px-2 pt-2">
      {attachments.map((one) => (
        <Chip key={one.id} attachment={one} onRemove={onRemove} onRetry={onRetry} />
      ))}
    </ul>
  );
}

function Chip({
  attachment,
  onRemove,
  onRetry,
}: Omit<AttachmentChipsProps, "attachments"> & { attachment: Attachment }) {
  const t = useTranslations("chat.composer.files");
  const sizes = useSizes();
  const format = useFormatter();
  const { id, name, progress, secondsLeft, error } = attachment;
  const percent = progress === null ? null : format.number(progress, { style: "percent" });
  const state =
    error ??
    (percent === null
      ? sizes(attachment.sizeBytes)
      : secondsLeft === undefined
        ? percent
        : t("onItsWay", { percent, count: Math.ceil(secondsLeft) }));
  return (
    <li
      title={error ? `${name}: ${error}` : name}
      className={clsx(
        "relative flex h-8 max-w-full min-w-0 items-center gap-1.5 overflow-hidden rounded-1 border bg-surface ps-2 text-13 max-md:h-11",
        error && "border-danger",
      )}
    >
      <span className={clsx("shrink-0 [&_svg]:size-4", error ? "text-danger" : "text-muted")}>
        {iconOf(attachment)}
      </span>
      <span dir="auto" className="max-w-56 min-w-0 truncate">
        {name}
      </span>
      <span className={clsx("max-w-48 shrink-0 truncate text-12 tabular-nums", error ? "text-danger" : "text-muted")}>
        {state}
      </span>
      {error && onRetry ? (
        <IconButton label={t("retry", { name })} size="small" onClick={() => onRetry(id)}>
          <RotateCw aria-hidden="true" />
        </IconButton>
      ) : null}
      <IconButton
        label={progress === null ? t("remove", { name }) : t("cancel", { name })}
        size="small"
        className="max-md:size-11"
        onClick={() => onRemove(id)}
      >
        <X aria-hidden="true" />
      </IconButton>
      {progress === null || error ? null : (
        <span
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(progress * 100)}
          className="absolute start-0 bottom-0 h-0.5 bg-accent transition-[width]"
          style={{ width: `${progress * 100}%` }}
        />
      )}
    </li>
  );
}

function iconOf({ type, progress }: Attachment) {
  if (progress !== null) return <Paperclip aria-hidden="true" />;
  if (type.startsWith("image/")) return <ImageIcon aria-hidden="true" />;
  if (type.startsWith("video/")) return <Video aria-hidden="true" />;
  return type.startsWith("audio/") ? <Music aria-hidden="true" /> : <FileText aria-hidden="true" />;
}
