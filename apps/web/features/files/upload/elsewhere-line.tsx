import { Button, IconButton, ProgressBar, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { useDates } from "../../../client/dates.ts";
import { useSizes } from "../../../client/sizes.ts";
import { useWords } from "../../../client/words.ts";
import { filesServer, refreshFiles, type UploadRow } from "../api.ts";
import { FileIcon } from "../file-icon.tsx";
import { addUploads } from "./upload-store.ts";

/** Of what nothing came for so long it is said that it broke off: a piece may take a while. */
const quietMs = 120_000;

/** An upload that this window does not send: another one does, it broke off, or it has arrived. */
export function ElsewhereLine({ row, where }: { row: UploadRow; where: ReactNode }) {
  const t = useTranslations("files.uploads");
  const tTray = useTranslations("files.tray");
  const sizes = useSizes();
  const dates = useDates();
  const words = useWords();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const { id, name, sizeBytes, receivedBytes, nodeId, folder } = row;
  const isWhole = nodeId === null && receivedBytes === sizeBytes;
  const isQuiet = Date.now() - Date.parse(row.lastAt) > quietMs;
  const counts = { sent: sizes(receivedBytes), all: sizes(sizeBytes) };
  const said =
    nodeId !== null
      ? `${sizes(sizeBytes)} · ${dates.brief(row.lastAt)}`
      : isWhole
        ? tTray("state.taken")
        : t(isQuiet ? "brokenOff" : "elsewhere", counts);
  const act = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    }
    await refreshFiles(queryClient);
  };
  const goOn = (file: File | undefined) => {
    if (!file || !folder) return;
    if (file.size !== sizeBytes) return void showToast({ text: t("otherFile", { name }) });
    addUploads([{ file, name, parentId: folder.id, whenTaken: "refuse", url: `/file-uploads/${id}` }]);
  };
  return (
    <li className="flex min-h-12 items-center gap-2.5 py-1.5 ps-4 pe-2">
      <FileIcon node={{ kind: "file", mime: "" }} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-13 font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p className="text-12 text-muted">
          {said}
          {folder ? <> · {where}</> : null}
        </p>
        {nodeId === null && !isWhole ? (
          <ProgressBar value={receivedBytes / sizeBytes} label={tTray("progressOf", { name })} className="mt-1" />
        ) : null}
        {isWhole ? (
          <div className="mt-1 flex gap-1">
            {(["replace", "both"] as const).map((whenTaken) => (
              <Button
                key={whenTaken}
                look="ink"
                onClick={() => void act(filesServer.completeUpload({ id, whenTaken }))}
              >
                {tTray(whenTaken)}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
      {nodeId === null && !isWhole && isQuiet && folder ? (
        <>
          <Button look="ink" onClick={() => input.current?.click()}>
            {t("goOn")}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t("goOnWith", { name })}
            onChange={(event) => {
              goOn(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
        </>
      ) : null}
      {nodeId === null ? (
        <IconButton
          label={tTray("cancel", { name })}
          size="small"
          onClick={() => void act(filesServer.cancelUpload(id))}
        >
          <X aria-hidden="true" />
        </IconButton>
      ) : (
        <Check size={16} className="me-1.5 text-success" role="img" aria-label={tTray("state.done")} />
      )}
    </li>
  );
}
