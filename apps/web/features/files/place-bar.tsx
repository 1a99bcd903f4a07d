import { Button, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import {
  ArrowDownUp,
  ChevronRight,
  Download,
  Ellipsis,
  FolderInput,
  Info,
  LayoutGrid,
  List,
  Menu as MenuIcon,
  RotateCcw,
  Trash2,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useKey } from "../../client/keys/keymap-store.ts";
import { useIsNarrow } from "../../client/media.ts";
import { goTo, isPlainClick } from "../../client/place.ts";
import { useSizes } from "../../client/sizes.ts";
import type { FileNode } from "./api.ts";
import type { MoveTarget } from "./move-target.ts";
import { useNodeDrop } from "./node-drop.ts";
import type { FileAsk } from "./file-dialogs.tsx";
import { type FilesPlace, folderHref, naturalDirection, sorts, viewHref } from "./place.ts";
import { useTeam } from "./team/use-team.ts";
import { TeamMenu } from "./team/team-menu.tsx";
import type { FileVerbs } from "./use-file-verbs.ts";
import type { NodeList } from "./use-nodes.ts";
import { useFilesView } from "./use-grid.ts";
import { canTake, download } from "./verb-entries.tsx";

export interface PlaceBarProps {
  list: NodeList;
  selected: readonly FileNode[];
  verbs: FileVerbs;
  ask: (asked: FileAsk) => void;
  entries: (nodes: readonly FileNode[]) => MenuEntry[];
  isDetails: boolean;
  onDetails: () => void;
  onClear: () => void;
  onPlaces: () => void;
  onDropNodes: (nodes: readonly FileNode[], folder: MoveTarget) => void;
}

/** Above the list: where one is; or, while something is chosen, what can be done with it. */
export function PlaceBar(props: PlaceBarProps) {
  const { list, selected, isDetails, onDetails, onPlaces } = props;
  const t = useTranslations("files");
  const detailsKey = useKey("files.details");
  const { place, total } = list;
  const [view, turn] = useFilesView();
  const team = useTeam(place.kind === "view" ? place.teamId : list.folder?.teamId);
  if (selected.length > 0) return <SelectionBar {...props} />;
  const isTrash = place.kind === "view" && place.view === "trash";
  // A team's trash is emptied by those who run the team.
  const mayEmpty = isTrash && total > 0 && (place.teamId === undefined || team?.access === "manage");
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 border-b ps-4 pe-2 max-md:h-13 max-md:ps-1">
      <IconButton label={t("places")} onClick={onPlaces} className="md:hidden">
        <MenuIcon aria-hidden="true" />
      </IconButton>
      <Crumbs {...props} />
      <span className="flex-1" />
      {team && team.id === list.folder?.id ? <TeamMenu team={team} verbs={props.verbs} /> : null}
      {mayEmpty ? (
        <Button look="quiet" onClick={() => props.ask({ kind: "emptyTrash", teamId: place.teamId })}>
          {t("emptyTrash")}
        </Button>
      ) : null}
      {place.kind === "folder" ? <SortMenu place={place} /> : null}
      {/* What is found is read: where a file says it has no room below a picture. */}
      {place.kind === "search" || place.kind === "uploads" ? null : (
        <IconButton label={t(view === "grid" ? "asList" : "asGrid")} onClick={turn}>
          {view === "grid" ? <List aria-hidden="true" /> : <LayoutGrid aria-hidden="true" />}
        </IconButton>
      )}
      <IconButton
        label={t("verb.details")}
        keys={detailsKey}
        isOn={isDetails}
        onClick={onDetails}
        className="max-md:hidden"
      >
        <Info aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Crumbs({ list, onDropNodes }: PlaceBarProps) {
  const t = useTranslations("files");
  const isNarrow = useIsNarrow();
  const { place, folder } = list;
  const team = useTeam(place.kind === "view" ? place.teamId : undefined);
  if (place.kind !== "folder")
    return (
      <h1 className="truncate text-14 font-semibold max-md:text-16">
        {place.kind === "uploads"
          ? t("place.uploads")
          : place.kind === "search"
            ? t("found", { count: list.total })
            : place.teamId === undefined
              ? t(`place.${place.view}`)
              : t("team.trashOf", { name: team?.name ?? "" })}
      </h1>
    );
  const path = (folder?.path ?? []).map((one, at) =>
    at === 0 && folder?.isOwn
      ? { id: one.id, name: t("place.home"), href: folderHref(null, place) }
      : { ...one, href: folderHref(one.id, place) },
  );
  if (folder?.isOwn === false && folder.teamId === null)
    path.unshift({ id: "shared", name: t("place.shared"), href: viewHref("shared") });
  // Where there is no room the nearest folder above is the way back.
  const shown = isNarrow ? path.slice(-1) : path.length > 4 ? [path[0], ...path.slice(-3)] : path;
  const name = folder ? (folder.isHome ? t("place.home") : folder.name) : place.id === null ? t("place.home") : "";
  return (
    <nav aria-label={t("path")} className="flex min-w-0 items-center text-14 max-md:text-16">
      {shown.map((one, at) =>
        one ? (
          <span key={one.id} className="flex min-w-0 shrink-[2] items-center">
            {at === 1 && shown.length < path.length ? <span className="px-1 text-faint">…</span> : null}
            <Crumb one={{ ...one, teamId: folder?.teamId ?? null }} onDropNodes={onDropNodes} />
            <ChevronRight size={14} className="shrink-0 text-faint rtl:-scale-x-100" aria-hidden="true" />
          </span>
        ) : null,
      )}
      <h1 dir="auto" className="truncate px-1.5 font-semibold first:ps-0">
        {name}
      </h1>
    </nav>
  );
}

function Crumb({
  one,
  onDropNodes,
}: {
  one: MoveTarget & { href: string };
  onDropNodes: PlaceBarProps["onDropNodes"];
}) {
  const { isOver, drop } = useNodeDrop((nodes) => onDropNodes(nodes, one));
  return (
    <a
      {...drop}
      href={one.href}
      dir="auto"
      className={`truncate rounded-1 px-1.5 py-1 text-muted hover:bg-hover hover:text-text ${isOver ? "bg-accent-soft" : ""}`}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        goTo(one.href);
      }}
    >
      {one.name}
    </a>
  );
}

function SortMenu({ place }: { place: Extract<FilesPlace, { kind: "folder" }> }) {
  const t = useTranslations("files");
  return (
    <Menu
      trigger={
        <IconButton label={t("sortBy")} {...(place.sort !== "name" || place.direction !== "asc" ? { isOn: true } : {})}>
          <ArrowDownUp aria-hidden="true" />
        </IconButton>
      }
      entries={[
        ...sorts.map((sort) => ({
          label: t(`sort.${sort}`),
          isChecked: place.sort === sort,
          onSelect: () => goTo(folderHref(place.id, { sort, direction: naturalDirection[sort] })),
        })),
        "separator",
        ...(["asc", "desc"] as const).map((direction) => ({
          label: t(direction === "asc" ? "ascending" : "descending"),
          isChecked: place.direction === direction,
          onSelect: () => goTo(folderHref(place.id, { sort: place.sort, direction })),
        })),
      ]}
    />
  );
}

function SelectionBar({ list, selected, verbs, ask, entries, onClear }: PlaceBarProps) {
  const t = useTranslations("files");
  const sizes = useSizes();
  const isNarrow = useIsNarrow();
  const { place } = list;
  const isTrash = place.kind === "view" && place.view === "trash";
  const bytes = selected.reduce((sum, node) => sum + node.sizeBytes, 0);
  const act = (label: string, icon: ReactNode, run: () => void) =>
    isNarrow ? (
      <IconButton key={label} label={label} onClick={run} className="text-accent-ink!">
        {icon}
      </IconButton>
    ) : (
      <Button key={label} look="ink" onClick={run}>
        {icon}
        {label}
      </Button>
    );
  const mayTake = selected.every(canTake);
  const leave = (work: Promise<void>) => void work.then(onClear);
  return (
    <div className="flex h-11 shrink-0 items-center gap-0.5 border-b bg-accent-soft ps-2 pe-2 text-accent-ink max-md:h-13">
      <IconButton label={t("clear")} onClick={onClear} className="text-accent-ink!">
        <X aria-hidden="true" />
      </IconButton>
      <p role="status" className="me-2 text-13 font-semibold whitespace-nowrap">
        {t("selected", { count: selected.length })}
        {bytes > 0 && !isNarrow ? <span className="ms-2 text-12 font-normal text-muted">{sizes(bytes)}</span> : null}
      </p>
      <span className="flex-1 md:hidden" />
      {isTrash
        ? [
            act(t("verb.restore"), <RotateCcw aria-hidden="true" />, () => leave(verbs.restore(selected))),
            ...(selected.every((node) => node.access === "manage")
              ? [act(t("verb.remove"), <Trash2 aria-hidden="true" />, () => ask({ kind: "remove", nodes: selected }))]
              : []),
          ]
        : [
            act(t("verb.download"), <Download aria-hidden="true" />, () => download(selected)),
            ...(mayTake
              ? [
                  act(t("verb.move"), <FolderInput aria-hidden="true" />, () => ask({ kind: "move", nodes: selected })),
                  act(t("verb.trash"), <Trash2 aria-hidden="true" />, () => leave(verbs.trash(selected))),
                ]
              : []),
          ]}
      {isTrash ? null : (
        <Menu
          trigger={
            <IconButton label={t("moreSelected")} className="text-accent-ink!">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          entries={entries(selected)}
        />
      )}
    </div>
  );
}
