import { IconButton, ProgressBar } from "@carbyne/ui";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIsNarrow } from "../../../client/media.ts";
import { useSizes } from "../../../client/sizes.ts";
import { cancelHere, UploadLine } from "./upload-line.tsx";
import { clearDone, type FileUpload, useFileUploads } from "./upload-store.ts";

const isUnderWay = ({ state }: FileUpload) => state === "waiting" || state === "sending" || state === "offline";

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
    for (const one of uploads.filter((upload) => upload.state !== "done")) cancelHere(one.key);
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
            <UploadLine key={upload.key} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}
