"use client";

import { Button, Drawer, IconButton, type LongListHandle, Menu, type MenuEntry, showToast } from "@carbyne/ui";
import { FileText, FolderPlus, FolderUp, Plus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useKey } from "../../client/keys/keymap-store.ts";
import { useIsNarrow } from "../../client/media.ts";
import { goTo } from "../../client/place.ts";
import { useStored } from "../../client/stored.ts";
import { docHref, isDocument } from "../docs/place.ts";
import { useNewDocument } from "../docs/use-new-document.ts";
import { AppFrame } from "../frame/app-frame.tsx";
import { filesOfDrop } from "../transfer/chosen-files.ts";
import { type FileNode, mostAtOnce, readMany } from "./api.ts";
import { DetailsPane } from "./details/details-pane.tsx";
import { LinkedDetails } from "./details/linked-details.tsx";
import { type FileAsk, FileDialogs } from "./file-dialogs.tsx";
import { FilesSearch } from "./search/files-search.tsx";
import { SearchChips } from "./search/search-chips.tsx";
import { Viewer } from "../preview/lazy-viewer.ts";
import { FilesSidebar } from "./files-sidebar.tsx";
import { isAcross, type MoveTarget } from "./move-target.ts";
import { NodeList } from "./node-list.tsx";
import { folderHref, useFilesPlace } from "./place.ts";
import { PlaceBar } from "./place-bar.tsx";
import { useFileSelection } from "./selection.ts";
import { FileInputs, type FileInputsHandle } from "../transfer/file-inputs.tsx";
import { TakenDialog } from "./upload/taken-dialog.tsx";
import { UploadTray } from "./upload/upload-tray.tsx";
import { UploadsPage } from "./upload/uploads-page.tsx";
import { useUploader } from "./upload/use-uploader.ts";
import { useCursor } from "./use-cursor.ts";
import { useFileKeys } from "./use-file-keys.ts";
import { useFileVerbs } from "./use-file-verbs.ts";
import { useGrid } from "./use-grid.ts";
import { useLiveFiles, useNodes } from "./use-nodes.ts";
import { useOpened } from "./use-opened.ts";
import { useVerbEntries } from "./verb-entries.tsx";

/** Files: places at the left, the list of one of them, and what is known of an entry. */
export function FilesScreen() {
  const t = useTranslations("files");
  const isNarrow = useIsNarrow();
  const place = useFilesPlace();
  const list = useNodes(place);
  const selection = useFileSelection(list.name);
  const handle = useRef<LongListHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const inputs = useRef<FileInputsHandle>(null);
  const { cursor, stand, mark } = useCursor(list, { box, handle });
  const opened = useOpened(list, stand);
  const verbs = useFileVerbs();
  const uploader = useUploader();
  const [asked, setAsked] = useState<FileAsk | null>(null);
  const [isPlaces, setIsPlaces] = useState(false);
  const [stored, store] = useStored("files.details");
  const [narrowDetails, setNarrowDetails] = useState<string | null>(null);
  useLiveFiles();
  const isTrash = place.kind === "view" && place.view === "trash";
  const isHere = place.kind === "folder" && list.folder?.isTrashed !== true && list.folder?.canWrite !== false;
  const folderId = place.kind === "folder" ? place.id : null;
  const teamId = (place.kind === "view" ? place.teamId : list.folder?.teamId) ?? null;
  const isDetails = stored === "yes" && !isNarrow;
  const folderKey = useKey("files.newFolder");
  const uploadKey = useKey("files.upload");
  useTitle(
    place.kind === "view" || place.kind === "uploads"
      ? t(`place.${place.kind === "view" ? place.view : place.kind}`)
      : list.folder && !list.folder.isHome
        ? list.folder.name
        : t("title"),
  );

  const router = useRouter();
  const newDocument = useNewDocument(folderId);
  const openFile = opened.open;
  const open = useCallback(
    (node: FileNode) => {
      if (isDocument(node)) router.push(docHref(node.id));
      else if (node.kind === "folder") goTo(folderHref(node.id));
      else openFile(node.id);
    },
    [openFile, router],
  );
  const toggleDetails = useCallback(() => store(stored === "yes" ? null : "yes"), [store, stored]);
  const showDetails = useCallback(
    (node: FileNode) => (isNarrow ? setNarrowDetails(node.id) : store("yes")),
    [isNarrow, store],
  );
  const entries = useVerbEntries({ verbs, ask: setAsked, open, showDetails, isTrash });
  const newFolder = useMemo(
    () => (isHere ? () => setAsked({ kind: "create", parentId: folderId }) : null),
    [isHere, folderId],
  );
  const chooseFiles = useMemo(() => (isHere ? () => inputs.current?.files() : null), [isHere]);
  const selectAll = useCallback(() => {
    void readMany(place).then((nodes) => {
      selection.set(nodes.slice(0, mostAtOnce));
      if (list.total > mostAtOnce) showToast({ text: t("selectedFirst", { count: mostAtOnce }) });
    });
  }, [place, selection, list.total, t]);
  const onDropNodes = useCallback(
    (nodes: readonly FileNode[], target: MoveTarget) => {
      if (isAcross(nodes, target)) return setAsked({ kind: "moveAcross", nodes, target });
      selection.clear();
      void verbs.move(nodes, target);
    },
    [selection, verbs],
  );
  const onDropFiles = (transfer: DataTransfer, into: string | null) =>
    void filesOfDrop(transfer).then((chosen) => uploader.upload(chosen, into ?? folderId));
  const grid = useGrid(box, { isNarrow, isList: place.kind === "search" });
  const pageLines = useCallback(() => handle.current?.pageLines() ?? 1, []);
  useFileKeys({
    list,
    selection,
    cursor,
    stand,
    pageLines,
    perLine: grid.perLine,
    selectAll,
    open,
    verbs,
    ask: setAsked,
    newFolder,
    upload: chooseFiles,
    toggleDetails,
  });
  usePaste(isHere ? (files) => void uploader.upload(files, folderId) : null);

  const selected = useMemo(() => [...selection.nodes.values()], [selection.nodes]);
  const newEntries: MenuEntry[] = [
    { label: t("newFolder"), icon: <FolderPlus aria-hidden="true" />, keys: folderKey, onSelect: () => newFolder?.() },
    { label: t("newDocument"), icon: <FileText aria-hidden="true" />, onSelect: () => void newDocument() },
    "separator",
    {
      label: t("upload.files"),
      icon: <Upload aria-hidden="true" />,
      keys: uploadKey,
      onSelect: () => inputs.current?.files(),
    },
    { label: t("upload.folder"), icon: <FolderUp aria-hidden="true" />, onSelect: () => inputs.current?.folder() },
  ];
  const here =
    selected.length === 1
      ? list.at(list.lineOf(selected[0]?.id ?? ""))
      : selected.length === 0
        ? list.at(cursor)
        : undefined;
  const narrowNode = narrowDetails === null ? undefined : list.at(list.lineOf(narrowDetails));
  const sidebar = (isFolded: boolean) => (
    <FilesSidebar place={place} teamId={teamId} isFolded={isFolded} onDropNodes={onDropNodes} />
  );

  return (
    <AppFrame
      module="files"
      sidebarLabel={t("places")}
      sidebar={sidebar}
      search={<FilesSearch place={place} />}
      newAction={
        isHere ? (
          <Menu
            trigger={
              <Button look="primary">
                <Plus aria-hidden="true" />
                {t("new")}
              </Button>
            }
            entries={newEntries}
          />
        ) : undefined
      }
    >
      <div ref={box} className="flex min-w-0 flex-1 flex-col">
        <PlaceBar
          list={list}
          selected={selected}
          verbs={verbs}
          ask={setAsked}
          entries={entries}
          isDetails={isDetails}
          onDetails={toggleDetails}
          onClear={selection.clear}
          onPlaces={() => setIsPlaces(true)}
          onDropNodes={onDropNodes}
        />
        {list.folder?.isOverQuota ? (
          <p role="status" className="shrink-0 border-b bg-sunken px-4 py-2 text-13">
            {t("overQuota")}
          </p>
        ) : null}
        {place.kind === "search" ? <SearchChips text={place.text} /> : null}
        {place.kind === "uploads" ? (
          <UploadsPage />
        ) : (
          <NodeList
            list={list}
            selection={selection}
            cursor={cursor}
            grid={grid}
            handle={handle}
            entries={entries}
            placeEntries={isHere ? newEntries : []}
            emptyAction={
              isHere ? (
                <Button look="primary" onClick={() => inputs.current?.files()}>
                  <Upload aria-hidden="true" />
                  {t("upload.files")}
                </Button>
              ) : null
            }
            onStand={stand}
            onMark={mark}
            onOpen={open}
            onDropNodes={onDropNodes}
            onDropFiles={isHere ? onDropFiles : null}
          />
        )}
      </div>
      {isDetails || isNarrow ? (
        <DetailsPane
          node={isNarrow ? narrowNode : here}
          selected={selected.length}
          onClose={() => (isNarrow ? setNarrowDetails(null) : store(null))}
        />
      ) : null}
      {isHere ? (
        <Menu
          trigger={
            <IconButton
              label={t("new")}
              side="left"
              className="fixed end-4 bottom-[calc(76px+var(--toasts,0px))] z-10 size-14! rounded-[18px] bg-accent! text-on-accent! shadow-floating md:hidden"
            >
              <Plus aria-hidden="true" />
            </IconButton>
          }
          side="top"
          entries={newEntries}
        />
      ) : null}
      <Drawer
        isOpen={isPlaces && isNarrow}
        onClose={() => setIsPlaces(false)}
        side="start"
        title={t("title")}
        closeLabel={t("close")}
      >
        <nav aria-label={t("places")} className="px-2 pb-4 text-13">
          <FilesSidebar
            place={place}
            teamId={teamId}
            isFolded={false}
            onGo={() => setIsPlaces(false)}
            onDropNodes={onDropNodes}
          />
        </nav>
      </Drawer>
      <FileInputs
        ref={inputs}
        labels={{ files: t("upload.files"), folder: t("upload.folder") }}
        onChoose={(chosen) => void uploader.upload(chosen, folderId)}
      />
      {place.kind === "uploads" ? null : <UploadTray />}
      {asked ? (
        <FileDialogs
          asked={asked}
          verbs={verbs}
          onClose={() => setAsked(null)}
          onAsk={setAsked}
          onDone={selection.clear}
        />
      ) : null}
      {uploader.taken ? (
        <TakenDialog names={uploader.taken.files.map((one) => one.name)} onAnswer={uploader.answer} />
      ) : null}
      <LinkedDetails />
      {opened.isOpen ? <Viewer {...opened.viewer} /> : null}
    </AppFrame>
  );
}

/** Files that are pasted where nothing is being written are uploaded. */
function usePaste(upload: ((files: { path: string; file: File }[]) => void) | null): void {
  useEffect(() => {
    if (!upload) return;
    const onPaste = (event: ClipboardEvent) => {
      const isWriting =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]") !== null;
      const files = [...(event.clipboardData?.files ?? [])];
      if (isWriting || files.length === 0 || document.querySelector("[data-modal]")) return;
      event.preventDefault();
      upload(files.map((file) => ({ path: file.name, file })));
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  });
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Carbyne`;
  }, [title]);
}
