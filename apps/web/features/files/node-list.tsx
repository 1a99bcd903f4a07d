import {
  ContextMenu,
  EmptyState,
  ErrorState,
  LongList,
  type LongListHandle,
  type MenuEntry,
  Skeleton,
} from "@carbyne/ui";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, Clock, FolderOpen, Search, Share2, Star, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from "react";
import { useIsNarrow } from "../../client/media.ts";
import { goTo } from "../../client/place.ts";
import { useWords } from "../../client/words.ts";
import type { FileNode } from "./api.ts";
import { draggedNodes, endNodeDrag, hasFiles, startNodeDrag } from "./dragged-nodes.ts";
import type { MoveTarget } from "./move-target.ts";
import { columns, NodeRow } from "./node-row.tsx";
import { NodeTile } from "./node-tile.tsx";
import { type FilesPlace, type FilesSort, folderHref, naturalDirection } from "./place.ts";
import type { FileSelection } from "./selection.ts";
import { useExcerpts } from "./search/use-excerpts.ts";
import { type Grid, useEntryHandle, useLines } from "./use-grid.ts";
import type { NodeList as Nodes } from "./use-nodes.ts";

export interface NodeListProps {
  list: Nodes;
  selection: FileSelection;
  cursor: number;
  grid: Grid;
  handle: RefObject<LongListHandle | null>;
  entries: (nodes: readonly FileNode[]) => MenuEntry[];
  /** The menu of the empty room of a list. */
  placeEntries: readonly MenuEntry[];
  emptyAction: ReactNode;
  onStand: (line: number) => void;
  /** The same without the focus. */
  onMark: (line: number) => void;
  onOpen: (node: FileNode) => void;
  onDropNodes: (nodes: readonly FileNode[], folder: MoveTarget) => void;
  /** Null where nothing can be uploaded to. */
  onDropFiles: ((transfer: DataTransfer, folderId: string | null) => void) | null;
}

const none: readonly [] = [];

/** The list of a place, with heads that sort it, a menu on every line, and room to drop into. */
export function NodeList(props: NodeListProps) {
  const { list, selection, cursor, handle, entries } = props;
  const t = useTranslations("files");
  const words = useWords();
  const isNarrow = useIsNarrow();
  const [pressed, setPressed] = useState<readonly FileNode[]>(none);
  const [target, setTarget] = useState<string | null>(null);
  const depth = useRef(0);
  const { perLine, linePx, isGrid } = props.grid;
  const lines = useEntryHandle(handle, perLine);
  const lineOf = useLines(list, perLine);
  const excerpts = useExcerpts(list);
  const { place } = list;
  const isTrash = place.kind === "view" && place.view === "trash";

  if (list.error !== null && !list.isLoaded)
    return <ErrorState {...words(list.error)} retryLabel={t("retry")} onRetry={list.retry} />;

  const folderUnder = (event: DragEvent): FileNode | undefined => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]") : null;
    const node = row?.dataset["row"] === undefined ? undefined : list.at(list.lineOf(row.dataset["row"]));
    return node?.kind === "folder" && !draggedNodes().some((one) => one.id === node.id) ? node : undefined;
  };
  const onDragOver = (event: DragEvent) => {
    const folder = folderUnder(event);
    const canTake = hasFiles(event) ? props.onDropFiles !== null : draggedNodes().length > 0 && folder !== undefined;
    if (!canTake || isTrash) return setTarget(null);
    event.preventDefault();
    setTarget(folder?.id ?? "here");
  };
  const onDrop = (event: DragEvent) => {
    const folder = folderUnder(event);
    depth.current = 0;
    setTarget(null);
    if (hasFiles(event)) {
      event.preventDefault();
      props.onDropFiles?.(event.dataTransfer, folder?.id ?? null);
    } else if (folder) {
      event.preventDefault();
      props.onDropNodes(draggedNodes(), { ...folder, teamId: folder.team?.id ?? null });
    }
    endNodeDrag();
  };
  const onDragStart = (event: DragEvent, node: FileNode) => {
    const nodes = selection.nodes.has(node.id) ? [...selection.nodes.values()] : [node];
    startNodeDrag(event, nodes, nodes.length === 1 ? node.name : t("selected", { count: nodes.length }));
  };
  const onPress = (node: FileNode, line: number, how: "toggle" | "extend" | "stand") => {
    props.onStand(line);
    if (how === "toggle") selection.toggle(node, line);
    else if (how === "extend") selection.extend(line, list.at);
    else selection.clear();
  };
  /** Among pictures the keys that point sideways go to the one beside. */
  const onSideways = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    event.preventDefault();
    props.onStand(Math.max(0, Math.min(list.total - 1, cursor + (event.key === forward ? 1 : -1))));
  };
  const isSelecting = selection.nodes.size > 0;
  const entryAt = (line: number) => {
    const node = list.at(line);
    return node === undefined
      ? undefined
      : {
          node,
          line,
          isCursor: line === cursor,
          isSelected: selection.nodes.has(node.id),
          isSelecting,
          isTarget: target === node.id,
          isTrash,
          entries: (of: FileNode) => entries([of]),
          onOpen: props.onOpen,
          onPress,
          onDragStart,
        };
  };
  const one = (line: number) => {
    const shown = entryAt(line);
    return shown ? <NodeRow {...shown} excerpt={excerpts.get(shown.node.id)} /> : <LoadingLine />;
  };

  return (
    <div
      className="relative flex min-h-0 flex-1 flex-col bg-surface"
      onDragOver={onDragOver}
      onDragEnter={() => depth.current++}
      onDragLeave={() => {
        depth.current--;
        if (depth.current <= 0) setTarget(null);
      }}
      onDrop={onDrop}
      onDragEnd={endNodeDrag}
      onKeyDown={isGrid ? onSideways : undefined}
    >
      {list.total > 0 && !isNarrow && !isGrid ? <Heads place={place} isTrash={isTrash} /> : null}
      <ContextMenu
        entries={pressed.length > 0 ? entries(pressed) : props.placeEntries}
        onOpen={(element) => {
          const id = element.closest<HTMLElement>("[data-row]")?.dataset["row"];
          const line = id === undefined ? -1 : list.lineOf(id);
          const node = list.at(line);
          if (!node) return setPressed(none);
          props.onMark(line);
          setPressed(selection.nodes.has(node.id) ? [...selection.nodes.values()] : [node]);
          if (!selection.nodes.has(node.id)) selection.clear();
        }}
      >
        <div className="flex min-h-0 flex-1 flex-col">
          {!list.isLoaded ? (
            <LoadingLines />
          ) : list.total === 0 ? (
            <Nothing place={place} action={props.emptyAction} />
          ) : (
            <LongList
              ref={lines}
              name={`files ${list.name} ${perLine}`}
              label={t("list")}
              count={Math.ceil(list.total / perLine)}
              lineHeight={excerpts.size > 0 && !isGrid ? Math.max(linePx, isNarrow ? 76 : 56) : linePx}
              headingHeight={0}
              headings={none}
              {...lineOf}
              render={(at) =>
                isGrid ? (
                  <div
                    className="grid h-full gap-3 px-3 pt-3"
                    style={{ gridTemplateColumns: `repeat(${perLine}, minmax(0, 1fr))` }}
                  >
                    {Array.from({ length: Math.min(perLine, list.total - at * perLine) }, (_, column) => {
                      const shown = entryAt(at * perLine + column);
                      return shown ? (
                        <NodeTile key={shown.node.id} {...shown} />
                      ) : (
                        <Skeleton key={column} className="h-full" />
                      );
                    })}
                  </div>
                ) : (
                  one(at)
                )
              }
            />
          )}
        </div>
      </ContextMenu>
      {target === "here" ? (
        <div className="pointer-events-none absolute inset-2 grid place-items-end justify-center rounded-2 border-2 border-accent pb-6">
          <p className="rounded-1 bg-toast px-3 py-2 text-13 font-medium text-on-toast">{t("upload.drop")}</p>
        </div>
      ) : null}
    </div>
  );
}

const heads = [
  { sort: "name", className: "col-start-3" },
  { sort: "changed", className: "col-start-5 max-lg:col-start-4" },
  { sort: "size", className: "justify-self-end" },
] as const satisfies readonly { sort: FilesSort; className: string }[];

function Heads({ place, isTrash }: { place: FilesPlace; isTrash: boolean }) {
  const t = useTranslations("files");
  const isSorted = place.kind === "folder";
  const label = (sort: FilesSort) => (isTrash && sort === "changed" ? t("deleted") : t(`sort.${sort}`));
  return (
    <div className={clsx(columns, "h-9 shrink-0 border-b text-12 font-medium text-muted")}>
      {heads.map(({ sort, className }) => {
        if (!isSorted)
          return (
            <span key={sort} className={className}>
              {label(sort)}
            </span>
          );
        const isCurrent = place.sort === sort;
        const direction = !isCurrent ? naturalDirection[sort] : place.direction === "asc" ? "desc" : "asc";
        return (
          <button
            key={sort}
            type="button"
            aria-pressed={isCurrent}
            onClick={() => goTo(folderHref(place.id, { sort, direction }))}
            className={clsx("flex items-center gap-1 rounded-1 hover:text-text", className, isCurrent && "text-text")}
          >
            {label(sort)}
            {isCurrent && place.direction === "asc" ? <ArrowUp size={14} aria-label={t("ascending")} /> : null}
            {isCurrent && place.direction === "desc" ? <ArrowDown size={14} aria-label={t("descending")} /> : null}
          </button>
        );
      })}
      <span className="col-start-4 row-start-1 max-lg:hidden">{t("editor")}</span>
    </div>
  );
}

function LoadingLine() {
  return (
    <div className={clsx(columns, "h-full border-b")}>
      <span />
      <Skeleton className="size-8" />
      <Skeleton className="h-4 w-2/5" />
    </div>
  );
}

function LoadingLines() {
  return (
    <div aria-busy="true" className="animate-late">
      {[0, 1, 2, 3, 4, 5, 6, 7].map((line) => (
        <div key={line} className="h-11 max-md:h-15">
          <LoadingLine />
        </div>
      ))}
    </div>
  );
}

function Nothing({ place, action }: { place: FilesPlace; action: ReactNode }) {
  const t = useTranslations("files.empty");
  if (place.kind === "folder")
    return (
      <EmptyState
        icon={<FolderOpen />}
        text={t(place.id === null ? "home" : "folder")}
        hint={t("dropHint")}
        action={action}
      />
    );
  if (place.kind === "search")
    return (
      <EmptyState icon={<Search />} text={t(place.text === "" ? "searchNothing" : "search", { text: place.text })} />
    );
  if (place.kind === "uploads") return null;
  const icons = { recent: <Clock />, starred: <Star />, shared: <Users />, given: <Share2 />, trash: <Trash2 /> };
  return <EmptyState icon={icons[place.view]} text={t(place.view)} />;
}
