import { Button, Checkbox, Dialog, ErrorState, Input, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useSizes } from "../../client/sizes.ts";
import { useWords } from "../../client/words.ts";
import { type FileNode, pageQuery } from "./api.ts";
import { FileIcon } from "./file-icon.tsx";
import { PickerHead } from "./picker-head.tsx";
import type { FilesPlace } from "./place.ts";

export interface FilesPickerProps {
  onChoose: (files: readonly FileNode[]) => void;
  onClose: () => void;
  /** Whether they are more than what they are for can carry. */
  isTooLarge: (files: readonly FileNode[]) => boolean;
  /** Takes links to them instead; where that is not allowed it is missing. */
  onLink: ((files: readonly FileNode[]) => void) | undefined;
  /** What they are taken for, when it is no message. */
  title?: string;
  /** Which files can be taken at all; all when missing. */
  isWanted?: (file: FileNode) => boolean;
}

/** Goes through folders, or looks for a name, to files that are to be taken; several at once, from several folders. */
export function FilesPicker({ onChoose, onClose, isTooLarge, onLink, title, isWanted }: FilesPickerProps) {
  const t = useTranslations("files");
  const words = useWords();
  const [at, setAt] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, FileNode>>(new Map());
  const wanted = useDeferredValue(text.trim());
  const place: FilesPlace =
    wanted === "" ? { kind: "folder", id: at, sort: "name", direction: "asc" } : { kind: "search", text: wanted };
  const query = useQuery(pageQuery(place, 0));
  const folder = query.data?.folder;
  const name = wanted === "" ? (folder ? (folder.isHome ? t("place.home") : folder.name) : "") : t("picker.found");
  const files = [...chosen.values()];
  const nodes = query.data?.nodes.filter((node) => node.kind === "folder" || (isWanted?.(node) ?? true)) ?? [];
  const isOver = isTooLarge(files);
  const toggle = (node: FileNode) => {
    const next = new Map(chosen);
    if (!next.delete(node.id)) next.set(node.id, node);
    setChosen(next);
  };
  const open = (node: FileNode) => {
    setText("");
    setAt(node.id);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title ?? t("picker.attach")}
      closeLabel={t("picker.cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("picker.cancel")}</Button>
          {onLink ? (
            <Button look={isOver ? "primary" : "line"} disabled={files.length === 0} onClick={() => onLink(files)}>
              {t("picker.linkSubmit", { count: files.length })}
            </Button>
          ) : null}
          {isOver && onLink ? null : (
            <Button look="primary" disabled={files.length === 0 || isOver} onClick={() => onChoose(files)}>
              {t("picker.attachSubmit", { count: files.length })}
            </Button>
          )}
        </>
      }
    >
      <Input
        type="search"
        value={text}
        aria-label={t("picker.search")}
        placeholder={t("picker.search")}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="mt-3">
        <PickerHead folder={wanted === "" ? folder : null} name={name} onGo={setAt} />
      </div>
      <div className="h-64 overflow-y-auto py-2">
        {query.isError ? (
          <ErrorState {...words(query.error)} retryLabel={t("retry")} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <Skeleton className="h-9" />
        ) : nodes.length === 0 ? (
          <p className="p-3 text-13 text-muted">{t("picker.nothing")}</p>
        ) : (
          <ul aria-label={t("list")}>
            {nodes.map((node) => (
              <li key={node.id}>
                <Line
                  node={node}
                  isChosen={chosen.has(node.id)}
                  onPress={() => (node.kind === "folder" ? open(node) : toggle(node))}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
      <p role="status" className="min-h-5 text-13 text-muted">
        {isOver ? t(onLink ? "picker.tooLargeLink" : "picker.tooLarge") : ""}
      </p>
    </Dialog>
  );
}

function Line({ node, isChosen, onPress }: { node: FileNode; isChosen: boolean; onPress: () => void }) {
  const sizes = useSizes();
  const look =
    "flex min-h-9 w-full items-center gap-2.5 rounded-1 px-2 text-start text-14 hover:bg-hover max-md:min-h-11";
  const words = (
    <span dir="auto" className="min-w-0 flex-1 truncate">
      {node.name}
    </span>
  );
  if (node.kind === "folder")
    return (
      <button type="button" className={look} onClick={onPress}>
        <FileIcon node={node} className="size-6!" />
        {words}
        <ChevronRight size={18} className="text-muted rtl:-scale-x-100" aria-hidden="true" />
      </button>
    );
  return (
    <label className={look}>
      <Checkbox checked={isChosen} label={node.name} onChange={onPress} />
      <FileIcon node={node} className="size-6!" />
      {words}
      <span className="text-12 text-muted tabular-nums">{sizes(node.sizeBytes)}</span>
    </label>
  );
}
