import { Button } from "@carbyne/ui";
import { clsx } from "clsx";
import { FolderInput, Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { useSendFiles } from "./api.ts";
import { filesOfDrop } from "./chosen-files.ts";
import { FileInputs, type FileInputsHandle } from "./file-inputs.tsx";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import type { PathFile } from "./tar.ts";

const FromServerDialog = lazyLayer(() => import("./from-server-dialog.tsx").then((module) => module.FromServerDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** Where files with mail are dropped or chosen. */
export function DropZone() {
  const t = useTranslations("transfer.import");
  const send = useSendFiles();
  const inputs = useRef<FileInputsHandle>(null);
  const [isOver, setIsOver] = useState(false);
  const [isAsked, setIsAsked] = useState(false);

  const take = (chosen: readonly PathFile[]) => {
    const [first] = chosen;
    if (first === undefined) return;
    const root = first.path.includes("/") ? first.path.split("/", 1)[0] : undefined;
    const name = chosen.length === 1 ? first.file.name : (root ?? t("files", { count: chosen.length }));
    void send(chosen, name);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void filesOfDrop(event.dataTransfer).then(take);
  };

  return (
    <div
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={clsx(
        "flex flex-col items-center gap-3 rounded-2 border border-dashed px-6 py-8 text-center transition-colors",
        isOver ? "border-accent bg-accent-soft" : "border-strong bg-surface",
      )}
    >
      <FolderInput size={32} strokeWidth={1.25} className="text-faint" aria-hidden="true" />
      <p className="text-14 font-medium">{t("drop")}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={() => inputs.current?.files()}>
          {t("chooseFiles")}
        </Button>
        <Button onClick={() => inputs.current?.folder()}>{t("chooseFolder")}</Button>
      </div>
      <FileInputs ref={inputs} labels={{ files: t("chooseFiles"), folder: t("chooseFolder") }} onChoose={take} />
      <p className="max-w-110 text-13 text-muted">{t("kinds")}</p>
      <p className="text-13">
        <Button look="ink" onClick={() => setIsAsked(true)}>
          <Server aria-hidden="true" />
          {t("fromServer")}
        </Button>
      </p>
      {isAsked ? <FromServerDialog onClose={() => setIsAsked(false)} /> : null}
    </div>
  );
}
