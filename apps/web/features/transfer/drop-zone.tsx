import { Button } from "@carbyne/ui";
import { clsx } from "clsx";
import { FolderInput, Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { useSendFiles } from "./api.ts";
import { filesOfDrop, filesOfInput } from "./chosen-files.ts";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import type { PathFile } from "./tar.ts";

const FromServerDialog = lazyLayer(() => import("./from-server-dialog.tsx").then((module) => module.FromServerDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** Where files with mail are dropped or chosen. */
export function DropZone() {
  const t = useTranslations("transfer.import");
  const send = useSendFiles();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
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
  const onChange = (input: HTMLInputElement) => {
    take(filesOfInput(input.files));
    // The same file can be chosen again.
    input.value = "";
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
        <Button look="primary" onClick={() => files.current?.click()}>
          {t("chooseFiles")}
        </Button>
        <Button onClick={() => folder.current?.click()}>{t("chooseFolder")}</Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t("chooseFiles")}
        onChange={(event) => onChange(event.currentTarget)}
      />
      <input
        ref={(node) => {
          folder.current = node;
          // React does not know the attribute.
          node?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        multiple
        hidden
        aria-label={t("chooseFolder")}
        onChange={(event) => onChange(event.currentTarget)}
      />
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
