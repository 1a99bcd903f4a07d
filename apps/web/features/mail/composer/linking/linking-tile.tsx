import { Button, IconButton, ProgressBar } from "@carbyne/ui";
import { LinkIcon, RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSizes } from "../../../../client/sizes.ts";
import { useWords } from "../../../../client/words.ts";
import type { LinkedFiles, LinkingFile } from "./use-linked-files.ts";

/** A file on its way to Files, to be linked to. */
export function LinkingTile({ file, linked }: { file: LinkingFile; linked: LinkedFiles }) {
  const t = useTranslations("composer.files");
  const sizes = useSizes();
  const words = useWords();
  const { id, name, sizeBytes, sentBytes, error } = file;
  return (
    <li className="flex min-h-10 w-full min-w-0 items-center gap-2 rounded-2 border bg-bg py-1 ps-2.5 pe-1 text-muted">
      <LinkIcon size={18} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex gap-2 text-13">
          <span className="min-w-0 truncate text-text">{name}</span>
          <span className="shrink-0 text-faint tabular-nums">
            {error === null ? t("progress", { sent: sizes(sentBytes), total: sizes(sizeBytes) }) : null}
          </span>
        </p>
        {error === null ? (
          <ProgressBar
            value={sizeBytes === 0 ? 1 : sentBytes / sizeBytes}
            label={t("uploading", { name })}
            className="mt-1"
          />
        ) : (
          <p role="alert" className="text-12 text-danger">
            {words(error).text}
          </p>
        )}
      </div>
      {error === null ? null : (
        <Button look="ink" onClick={() => linked.retry(id)}>
          <RotateCw aria-hidden="true" />
          {t("retry")}
        </Button>
      )}
      <IconButton label={t("cancel", { name })} size="small" onClick={() => linked.cancel(id)}>
        <X aria-hidden="true" />
      </IconButton>
    </li>
  );
}
