import { Button, IconButton, ProgressBar } from "@carbyne/ui";
import { Check, ChevronDown, ChevronUp, CircleAlert, Pause, Play, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIsNarrow } from "../../../client/media.ts";
import { useSizes } from "../../../client/sizes.ts";
import { useWords } from "../../../client/words.ts";
import { filesServer } from "../api.ts";
import { FileIcon } from "../file-icon.tsx";
import { clearDone, dropUpload, type FileUpload, pauseUpload, resumeUpload, useFileUploads } from "./upload-store.ts";

const isUnderWay = ({ state }: FileUpload) => state === "waiting" || state === "sending" || state === "offline";

/** Gives an upload up, here and on the server. */
function cancel(key: number): void {
  const id = dropUpload(key);
  if (id !== null) void filesServer.cancelUpload(id).catch(() => undefined);
}

/** What is being uploaded, at the lower edge, on every page of files. */
export function UploadTray() {
  const t = useTranslations("files.tray");
  const sizes = useSizes();
  const uploads = useFileUploads();
  const isNarrow = useIsNarrow();
  const [folded, setIsFolded] = useState<boolean | null>(null);
  const isFolded = folded ?? isNarrow;
  if (uploads.length === 0) return null;
  const busy = uploads.filter(isUnderWay);
  const done = uploads.filter((one) => one.state === "done");
  const all = uploads.reduce((sum, one) => sum + one.sizeBytes, 0);
  const sent = uploads.reduce((sum, one) => sum + one.sentBytes, 0);
  const title =
    busy.length > 0
      ? t("uploading", { done: done.length + 1, total: uploads.length })
      : t(done.length === uploads.length ? "done" : "attention", { count: uploads.length });
  const close = () => {
    for (const one of uploads.filter((upload) => upload.state !== "done")) cancel(one.key);
    clearDone();
  };
  return (
    <section
      aria-label={t("title")}
      className="fixed end-4 bottom-4 z-10 flex max-h-[50dvh] w-90 max-w-[calc(100vw-32px)] flex-col rounded-2 border bg-raised shadow-floating max-md:bottom-[76px]"
    >
      <header className="flex h-11 shrink-0 items-center gap-1 ps-4 pe-2">
        <div role="status" className="min-w-0 flex-1 truncate text-13">
          <h2 className="inline font-semibold">{title}</h2>
          {busy.length > 0 ? (
            <span className="ms-2 font-normal text-muted">{t("bytes", { sent: sizes(sent), all: sizes(all) })}</span>
          ) : null}
        </div>
        <IconButton label={t(isFolded ? "unfold" : "fold")} size="small" onClick={() => setIsFolded(!isFolded)}>
          {isFolded ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
        </IconButton>
        <IconButton label={t(busy.length > 0 ? "cancelAll" : "close")} size="small" onClick={close}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      {busy.length > 0 ? <ProgressBar value={all === 0 ? null : sent / all} label={t("progress")} /> : null}
      {isFolded ? null : (
        <ul className="min-h-0 overflow-y-auto py-1">
          {uploads.map((upload) => (
            <Line key={upload.key} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ upload }: { upload: FileUpload }) {
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
        <p className="text-12 text-muted">{said}</p>
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
        <IconButton label={t("cancel", { name })} size="small" onClick={() => cancel(key)}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}
