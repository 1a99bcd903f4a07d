import { Skeleton } from "@carbyne/ui";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Folder, LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { useDates } from "../../../client/dates.ts";
import { useSizes } from "../../../client/sizes.ts";
import { FileIcon } from "../../files/file-icon.tsx";
import { useFetched } from "../use-made.ts";
import type { ViewProps } from "../view-props.ts";
import { type Line, linesOf, type Listing, typeOf } from "./lines.ts";

const asListing = async (answer: Response): Promise<Listing> => (await answer.json()) as Listing;
const linePx = 36;

/** What lies in an archive, as folders and files; nothing of it is unpacked. */
export function ArchiveView({ file, onFail }: ViewProps) {
  const t = useTranslations("preview");
  const size = useSizes();
  const { value, error } = useFetched(file.previewHref("list"), asListing);
  useEffect(() => {
    if (error) onFail(error);
  }, [error, onFail]);
  const lines = useMemo(() => (value ? linesOf(value.entries) : []), [value]);
  if (!value) return <Skeleton className="m-6 flex-1" />;
  const count = value.entries.filter((entry) => !entry.isFolder).length;
  const sum = value.entries.reduce((all, entry) => all + entry.sizeBytes, 0);
  return (
    <div className="flex min-h-0 flex-1 flex-col p-6 max-md:p-0">
      <div className="mx-auto flex min-h-0 w-full max-w-[120ch] flex-1 flex-col overflow-hidden rounded-2 border bg-surface max-md:rounded-none max-md:border-0">
        <p className="border-b px-4 py-3 text-13 text-muted">
          {t(value.isCut ? "archive.sumCut" : "archive.sum", { count, size: size(sum) })}
        </p>
        {lines.length === 0 ? (
          <p className="m-auto p-6 text-14 text-muted">{t("archive.empty")}</p>
        ) : (
          <Lines lines={lines} label={file.name} />
        )}
      </div>
    </div>
  );
}

function Lines({ lines, label }: { lines: readonly Line[]; label: string }) {
  const t = useTranslations("preview");
  const dates = useDates();
  const size = useSizes();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => linePx,
    overscan: 12,
  });
  return (
    <div
      ref={box}
      data-scrolls=""
      tabIndex={0}
      role="group"
      aria-label={label}
      className="min-h-0 flex-1 overflow-auto outline-none"
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <li
              key={index}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 flex h-9 items-center gap-3 border-b pe-4 text-13"
              style={{ top: start, paddingInlineStart: 16 + Math.min(line.depth, 12) * 20 }}
            >
              {line.isFolder ? (
                <Folder size={16} className="shrink-0 text-faint" aria-hidden="true" />
              ) : (
                <FileIcon node={{ kind: "file", mime: typeOf(line.name) }} className="size-6! [&_svg]:size-3.5!" />
              )}
              <span
                dir="auto"
                title={line.path}
                className={`min-w-0 flex-1 truncate ${line.isFolder ? "font-medium" : ""}`}
              >
                {line.name || t("archive.unnamed")}
              </span>
              {line.isEncrypted ? (
                <LockKeyhole size={14} className="shrink-0 text-faint" aria-label={t("archive.locked")} />
              ) : null}
              {line.changedAt ? (
                <time dateTime={line.changedAt} className="shrink-0 text-12 text-faint tabular-nums max-md:hidden">
                  {dates.brief(line.changedAt)}
                </time>
              ) : null}
              <span className="w-20 shrink-0 text-end text-12 text-muted tabular-nums">
                {line.isFolder ? "" : size(line.sizeBytes)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
