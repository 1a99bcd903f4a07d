import { Button, IconButton, ProgressBar } from "@carbyne/ui";
import { CircleCheck, RotateCw, Upload, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { useSizes } from "../../client/sizes.ts";
import { useWords } from "../../client/words.ts";
import { addUploads, dropUpload, type FileUpload, resumeUpload, useFileUploads } from "../files/upload/upload-store.ts";
import { filesOfDrop } from "../transfer/chosen-files.ts";
import { FileInputs, type FileInputsHandle } from "../transfer/file-inputs.tsx";
import type { PathFile } from "../transfer/tar.ts";
import { type LinkAbout, linkBase } from "./api.ts";
import { LinkFrame } from "./link-screen.tsx";

/** Where a visitor puts files, without a word of what is there already. */
export function LinkUpload({ token, link }: { token: string; link: LinkAbout }) {
  const t = useTranslations("links.page");
  const sizes = useSizes();
  const uploads = useFileUploads();
  const inputs = useRef<FileInputsHandle>(null);
  const [isOver, setIsOver] = useState(false);
  const endpoint = `${linkBase(token)}/uploads`;
  const add = (chosen: readonly PathFile[]) =>
    addUploads(
      chosen.map(({ file }) => ({ file, name: file.name, parentId: null, whenTaken: "both" as const, endpoint })),
    );
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      void filesOfDrop(event.dataTransfer).then(add);
    },
  };
  const done = uploads.filter((one) => one.state === "done").length;
  return (
    <LinkFrame link={link}>
      <div className="mx-auto flex w-full max-w-[640px] flex-col gap-4">
        <h1 className="text-20 font-semibold">{t("sendTitle", { name: link.by })}</h1>
        {link.description === "" ? null : (
          <p dir="auto" className="text-14 wrap-anywhere whitespace-pre-line">
            {link.description}
          </p>
        )}
        <div
          {...drop}
          className={`flex flex-col items-center gap-3 rounded-3 border border-dashed border-strong p-10 text-center max-md:p-6 ${isOver ? "bg-accent-soft" : "bg-surface"}`}
        >
          <Upload size={32} strokeWidth={1.25} className="text-faint" aria-hidden="true" />
          <p className="text-14 text-muted max-md:sr-only">{t("drop")}</p>
          <Button look="primary" size="large" onClick={() => inputs.current?.files()}>
            {t("choose")}
          </Button>
          <p className="text-12 text-muted">{t("sendHint", { size: sizes(link.uploadMost ?? 0) })}</p>
        </div>
        <FileInputs ref={inputs} labels={{ files: t("choose"), folder: t("choose") }} onChoose={add} />
        <p role="status" className="text-13 font-medium">
          {done > 0 ? t("sent", { count: done }) : ""}
        </p>
        {uploads.length > 0 ? (
          <ul className="rounded-2 border bg-surface">
            {uploads.map((upload) => (
              <Sent key={upload.key} upload={upload} />
            ))}
          </ul>
        ) : null}
      </div>
    </LinkFrame>
  );
}

/** One file on its way. */
function Sent({ upload }: { upload: FileUpload }) {
  const t = useTranslations("links.page");
  const tTray = useTranslations("files.tray");
  const sizes = useSizes();
  const words = useWords();
  const { key, name, state, sentBytes, sizeBytes } = upload;
  const part = { sent: sizes(sentBytes), all: sizes(sizeBytes) };
  return (
    <li className="flex items-center gap-3 border-b py-2 ps-4 pe-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="truncate text-14">
          <bdi>{name}</bdi>
        </p>
        <p className={`text-12 ${state === "failed" ? "text-danger" : "text-muted"}`}>
          {state === "failed" || state === "taken" ? words(upload.error).text : tTray(`state.${state}`, part)}
        </p>
        {state === "sending" || state === "offline" ? (
          <ProgressBar
            value={sizeBytes === 0 ? 1 : sentBytes / sizeBytes}
            label={tTray("progressOf", { name })}
            className="mt-1"
          />
        ) : null}
      </div>
      {state === "done" ? (
        <CircleCheck size={20} className="me-2 shrink-0 text-success" aria-hidden="true" />
      ) : (
        <>
          {state === "failed" ? (
            <IconButton
              label={t("sendAgain", { name })}
              size="small"
              onClick={() => resumeUpload(key)}
              className="max-md:size-11!"
            >
              <RotateCw aria-hidden="true" />
            </IconButton>
          ) : null}
          <IconButton
            label={tTray("cancel", { name })}
            size="small"
            onClick={() => dropUpload(key)}
            className="max-md:size-11!"
          >
            <X aria-hidden="true" />
          </IconButton>
        </>
      )}
    </li>
  );
}
