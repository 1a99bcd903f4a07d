"use client";

import { FullScreen, IconButton, Skeleton, Tooltip } from "@carbyne/ui";
import { ChevronLeft, ChevronRight, Download, ExternalLink, MessageSquare, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { FileIcon } from "../files/file-icon.tsx";
import { EditTogether } from "./edit-together.tsx";
import { CannotShow } from "./cannot-show.tsx";
import { Unshown } from "./unshown.ts";
import type { ViewProps } from "./view-props.ts";
import { viewOf } from "./views.tsx";
import type { Viewed } from "./viewed.ts";
import { useWarmed } from "./use-warmed.ts";
import { isShownInTab, wayFor } from "./way-of.ts";

const ViewerComments = lazy(async () => ({
  default: (await import("./viewer-comments.tsx")).ViewerComments,
}));

export interface ViewerProps {
  files: readonly Viewed[];
  /** Which one is shown; null closes it. */
  at: number | null;
  onGo: (at: number) => void;
  onClose: () => void;
}

/** A file as large as the window, whatever it is: left and right go to its neighbours, Escape leaves. */
export function Viewer({ files, at, onGo, onClose }: ViewerProps) {
  const t = useTranslations("preview");
  const file = at === null ? undefined : files[at];
  const [print, setPrint] = useState<(() => void) | null>(null);
  const [isCommented, setIsCommented] = useState(false);
  // Of what lies in Files people talk; a visitor and an attachment have nobody to talk to.
  const nodeId = file?.source && "nodeId" in file.source ? file.source.nodeId : null;
  const onPrintable = useCallback((run: (() => void) | null) => setPrint(() => run), []);
  const place = at ?? 0;
  useWarmed(files[place + 1]);
  const go = (by: 1 | -1) => {
    if (files[place + by]) onGo(place + by);
  };
  const onKey = (event: KeyboardEvent, stage: HTMLElement) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target instanceof Element && target.closest("input, textarea, video, audio, [role=menu]")) return;
    // The key that points to where one reads on: the other one where that is from right to left.
    const forward = getComputedStyle(stage).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (key === "ArrowLeft" || key === "ArrowRight") {
      event.preventDefault();
      go(key === forward ? 1 : -1);
    } else scrollByKey(event, stage.querySelector("[data-scrolls]"));
  };
  const isShown = file !== undefined;
  const acts = file ? (
    <>
      {files.length > 1 ? (
        <>
          <IconButton label={t("previous")} keys="←" disabled={place === 0} onClick={() => go(-1)}>
            <ChevronLeft aria-hidden="true" className="rtl:-scale-x-100" />
          </IconButton>
          <IconButton label={t("next")} keys="→" disabled={place === files.length - 1} onClick={() => go(1)}>
            <ChevronRight aria-hidden="true" className="rtl:-scale-x-100" />
          </IconButton>
          <span aria-hidden="true" className="mx-1 h-5 w-px bg-border max-md:hidden" />
        </>
      ) : null}
      <EditTogether file={file} />
      {nodeId === null ? null : (
        <IconButton label={t("comments")} isOn={isCommented} onClick={() => setIsCommented(!isCommented)}>
          <MessageSquare aria-hidden="true" />
        </IconButton>
      )}
      {print && file.downloadHref !== null ? (
        <IconButton label={t("print")} onClick={print} className="max-md:hidden">
          <Printer aria-hidden="true" />
        </IconButton>
      ) : null}
      {isShownInTab(wayFor(file)) && !file.refused ? (
        <Act label={t("newTab")} href={file.contentHref} isNewTab>
          <ExternalLink aria-hidden="true" />
        </Act>
      ) : null}
      {file.downloadHref === null || file.refused ? null : (
        <Act label={t("download")} href={file.downloadHref} name={file.name}>
          <Download aria-hidden="true" />
        </Act>
      )}
    </>
  ) : null;
  return (
    <FullScreen
      isOpen={isShown}
      onClose={onClose}
      title={file?.name ?? ""}
      icon={file ? <FileIcon node={{ kind: "file", mime: file.type }} /> : null}
      position={files.length > 1 ? t("position", { at: place + 1, count: files.length }) : ""}
      closeLabel={t("close")}
      acts={acts}
      onKey={onKey}
    >
      <div className="flex min-h-0 flex-1">
        <div className="relative flex min-w-0 flex-1 flex-col">
          {file ? <Stage key={file.id} file={file} onPrintable={onPrintable} /> : null}
        </div>
        {nodeId !== null && isCommented ? (
          <Suspense fallback={null}>
            <ViewerComments key={nodeId} nodeId={nodeId} />
          </Suspense>
        ) : null}
      </div>
    </FullScreen>
  );
}

/** One file, or why it is not shown. */
function Stage({ file, onPrintable }: { file: Viewed; onPrintable: ViewProps["onPrintable"] }) {
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => () => onPrintable(null), [onPrintable]);
  const View = viewOf(wayFor(file));
  if (file.refused) return <CannotShow file={file} error={new Unshown(file.refused.reason, file.refused.params)} />;
  if (error !== null || !View)
    return (
      <CannotShow
        file={file}
        error={error ?? new Unshown("preview-unknown")}
        onRetry={() => {
          setError(null);
          setTries(tries + 1);
        }}
      />
    );
  return (
    <Suspense fallback={<Skeleton className="m-auto size-1/2" />}>
      <View key={tries} file={file} onPrintable={onPrintable} onFail={setError} />
    </Suspense>
  );
}

function Act(props: { label: string; href: string; name?: string; isNewTab?: boolean; children: React.ReactNode }) {
  const target = props.isNewTab === true ? { target: "_blank", rel: "noreferrer" } : { download: props.name };
  return (
    <Tooltip text={props.label}>
      <a
        href={props.href}
        aria-label={props.label}
        {...target}
        className="grid size-8 shrink-0 place-items-center rounded-1 text-muted transition-colors hover:bg-hover hover:text-text max-md:size-11 [&_svg]:size-[18px] max-md:[&_svg]:size-5"
      >
        {props.children}
      </a>
    </Tooltip>
  );
}

const linePx = 60;
const steps: Readonly<Record<string, (heightPx: number) => number>> = {
  ArrowDown: () => linePx,
  ArrowUp: () => -linePx,
  PageDown: (heightPx) => heightPx * 0.9,
  PageUp: (heightPx) => -heightPx * 0.9,
  Home: () => -Number.MAX_SAFE_INTEGER,
  End: () => Number.MAX_SAFE_INTEGER,
};

/** What is shown scrolls wherever the focus is. */
function scrollByKey(event: KeyboardEvent, scroller: Element | null): void {
  const step = steps[event.key];
  if (!step || !scroller || (event.target instanceof Node && scroller.contains(event.target))) return;
  event.preventDefault();
  scroller.scrollBy({ top: step(scroller.clientHeight) });
}
