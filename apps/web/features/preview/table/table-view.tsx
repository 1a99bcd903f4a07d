import { Skeleton } from "@carbyne/ui";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { useText } from "../text/use-text.ts";
import type { ViewProps } from "../view-props.ts";
import { parseCsv, widthsOf } from "./csv.ts";

const mostBytes = 20_000_000;
const mostRows = 200_000;
const mostColumns = 500;
const linePx = 32;
const number = /^\s*[-+(]?[\d.,\s'’]+%?\)?\s*(?:[€$£])?$/u;

/** Separated values as a table of any length: only what is seen is drawn. */
export function TableView({ file, onFail }: ViewProps) {
  const t = useTranslations("preview");
  const { text, isCut, error } = useText(file.contentHref, mostBytes);
  useEffect(() => {
    if (error) onFail(error);
  }, [error, onFail]);
  const read = useMemo(() => (text === null ? null : parseCsv(text, mostRows)), [text]);
  if (!read) return <Skeleton className="m-6 flex-1" />;
  return (
    <>
      <Rows rows={read.rows} label={file.name} />
      {isCut || read.isCut ? (
        <p className="border-t bg-surface px-4 py-2 text-13 text-muted">{t("rowsCut", { count: read.rows.length })}</p>
      ) : null}
    </>
  );
}

function Rows({ rows, label }: { rows: readonly (readonly string[])[]; label: string }) {
  const t = useTranslations("preview");
  const box = useRef<HTMLDivElement>(null);
  const [head, ...body] = rows;
  const widths = useMemo(() => widthsOf(rows).slice(0, mostColumns), [rows]);
  const columns = `6ch ${widths.map((width) => `calc(${width}ch + 24px)`).join(" ")}`;
  const virtual = useVirtualizer({
    count: body.length,
    getScrollElement: () => box.current,
    estimateSize: () => linePx,
    overscan: 12,
  });
  if (!head) return <p className="m-auto text-14 text-muted">{t("emptyTable")}</p>;
  const cells = (row: readonly string[]) => widths.map((_, at) => row[at] ?? "");
  return (
    <div
      ref={box}
      data-scrolls=""
      tabIndex={0}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length}
      aria-colcount={widths.length}
      className="min-h-0 flex-1 overflow-auto bg-surface text-13 outline-none"
    >
      <div className="relative w-max min-w-full" style={{ height: virtual.getTotalSize() + linePx }}>
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 grid h-8 w-max min-w-full items-center border-b border-strong bg-sunken font-medium"
          style={{ gridTemplateColumns: columns }}
        >
          <span aria-hidden="true" />
          {cells(head).map((cell, at) => (
            <span key={at} role="columnheader" dir="auto" title={cell} className="truncate px-3">
              {cell}
            </span>
          ))}
        </div>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            className="absolute start-0 grid h-8 w-max min-w-full items-center border-b"
            style={{ gridTemplateColumns: columns, top: start + linePx }}
          >
            <span aria-hidden="true" className="pe-2 text-end text-12 text-faint tabular-nums">
              {index + 1}
            </span>
            {cells(body[index] ?? []).map((cell, at) => (
              <span
                key={at}
                role="cell"
                dir="auto"
                title={cell}
                className={`truncate px-3 ${cell !== "" && number.test(cell) ? "text-end tabular-nums" : ""}`}
              >
                {cell}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
