import { Button, IconButton, ProgressBar } from "@carbyne/ui";
import { Check, CircleAlert, Pause, Play, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSizes } from "../../../client/sizes.ts";
import { useWords } from "../../../client/words.ts";
import { filesServer } from "../api.ts";
import { FileIcon } from "../file-icon.tsx";
import { dropUpload, type FileUpload, pauseUpload, resumeUpload } from "./upload-store.ts";

/** Gives an upload up, here and on the server. */
export function cancelHere(key: number): void {
  const id = dropUpload(key);
  if (id !== null) void filesServer.cancelUpload(id).catch(() => undefined);
}

/** A file that is on its way out of this tab, or has arrived, with what can be done with it. */
export function UploadLine({ upload, where }: { upload: FileUpload; where?: ReactNode }) {
  const t = useTranslations("files.tray");
  const sizes = useSizes();
  const words = useWords();
  const { key, name, state, sizeBytes, sentBytes } = upload;
  const counts = { sent: sizes(sentBytes), all: sizes(sizeBytes) };
  const said =
    state === "failed"
      ? words(upload.error).text
      : state === "done"
        ? sizes(sizeBytes)
        : state === "taken"
          ? t("state.taken")
          : t(`state.${state}`, counts);
  return (
    <li className="flex min-h-12 items-center gap-2.5 ps-4 pe-2 py-1.5">
      <FileIcon node={{ kind: "file", mime: "" }} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-13 font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p className="text-12 text-muted">
          {said}
          {where ? <> · {where}</> : null}
        </p>
        {state === "sending" || state === "paused" || state === "offline" ? (
          <ProgressBar
            value={sizeBytes === 0 ? null : sentBytes / sizeBytes}
            label={t("progressOf", { name })}
            className="mt-1"
          />
        ) : null}
        {state === "taken" ? (
          <div className="mt-1 flex gap-1">
            <Button look="ink" onClick={() => resumeUpload(key, "replace")}>
              {t("replace")}
            </Button>
            <Button look="ink" onClick={() => resumeUpload(key, "both")}>
              {t("both")}
            </Button>
          </div>
        ) : null}
      </div>
      {state === "sending" || state === "waiting" || state === "offline" ? (
        <IconButton label={t("pause", { name })} size="small" onClick={() => pauseUpload(key)}>
          <Pause aria-hidden="true" />
        </IconButton>
      ) : null}
      {state === "paused" || state === "failed" ? (
        <IconButton label={t("resume", { name })} size="small" onClick={() => resumeUpload(key)}>
          <Play className="rtl:-scale-x-100" aria-hidden="true" />
        </IconButton>
      ) : null}
      {state === "failed" || state === "taken" ? (
        <CircleAlert size={16} className="text-danger" aria-hidden="true" />
      ) : null}
      {state === "done" ? (
        <Check size={16} className="me-1.5 text-success" role="img" aria-label={t("state.done")} />
      ) : (
        <IconButton label={t("cancel", { name })} size="small" onClick={() => cancelHere(key)}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}
