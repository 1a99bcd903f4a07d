import { Clock, House, Share2, Star, Trash2, Upload, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProgressBar } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { goTo, isPlainClick } from "../../client/place.ts";
import { useSizes } from "../../client/sizes.ts";
import { SidebarRow } from "../frame/sidebar-row.tsx";
import { useStorage } from "../mail/storage/api.ts";
import { type FileNode, foldersQuery, teamQuery } from "./api.ts";
import type { MoveTarget } from "./move-target.ts";
import { useNodeDrop } from "./node-drop.ts";
import { TeamSection } from "./team/team-section.tsx";
import { type FilesPlace, type FilesView, folderHref, uploadsHref, viewHref } from "./place.ts";

type Row = FilesView | "home" | "uploads";

const icons: Record<Row, ReactNode> = {
  uploads: <Upload aria-hidden="true" />,
  home: <House aria-hidden="true" />,
  recent: <Clock aria-hidden="true" />,
  starred: <Star aria-hidden="true" />,
  shared: <Users aria-hidden="true" />,
  given: <Share2 aria-hidden="true" />,
  trash: <Trash2 aria-hidden="true" />,
};

export interface FilesSidebarProps {
  place: FilesPlace;
  /** The team folder that what is shown is in. */
  teamId: string | null;
  isFolded: boolean;
  /** After a place was chosen: closes the drawer that the sidebar is in. */
  onGo?: () => void;
  /** Entries were let go of over a place that takes them. */
  onDropNodes: (nodes: readonly FileNode[], target: MoveTarget) => void;
}

/** The places of files, and how much room is left. */
export function FilesSidebar({ place, teamId, isFolded, onGo, onDropNodes }: FilesSidebarProps) {
  const t = useTranslations("files");
  const queryClient = useQueryClient();
  const home = useNodeDrop((nodes) => {
    void queryClient.fetchQuery(foldersQuery(null)).then(({ folder }) => {
      if (folder) onDropNodes(nodes, { id: folder.id, name: t("place.home"), teamId: null });
    });
  });
  const hrefOf = (name: Row) =>
    name === "home" ? folderHref(null) : name === "uploads" ? uploadsHref : viewHref(name);
  const isAt = (name: Row) =>
    name === "home"
      ? place.kind === "folder"
      : name === "uploads"
        ? place.kind === "uploads"
        : place.kind === "view" && place.view === name;
  const row = (name: Row) => {
    const href = hrefOf(name);
    return (
      <SidebarRow
        key={name}
        {...(name === "home" ? { ...home.drop, ...(home.isOver ? { className: "bg-accent-soft" } : {}) } : {})}
        href={href}
        icon={icons[name]}
        label={t(`place.${name}`)}
        isCurrent={teamId === null && isAt(name)}
        isFolded={isFolded}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          goTo(href);
          onGo?.();
        }}
      />
    );
  };
  return (
    <div className="flex min-h-full flex-col">
      {(["home", "recent", "starred", "shared", "given", "uploads", "trash"] as const).map(row)}
      <TeamSection currentId={teamId} isFolded={isFolded} onGo={onGo} onDropNodes={onDropNodes} />
      {isFolded ? null : <Room teamId={teamId} />}
    </div>
  );
}

/** From this share on it is said louder. */
const nearlyFull = 0.9;

/** How much room is left for oneself, or for the team in whose folder one is. */
function Room({ teamId }: { teamId: string | null }) {
  const t = useTranslations("files.room");
  const sizes = useSizes();
  const { data: own } = useStorage();
  const { data: team } = useQuery({ ...teamQuery(teamId ?? ""), enabled: teamId !== null });
  const data = teamId === null ? own : team;
  if (!data) return null;
  const { usedBytes, quotaBytes } = data;
  const words =
    quotaBytes === null
      ? t("used", { used: sizes(usedBytes) })
      : t("of", { used: sizes(usedBytes), all: sizes(quotaBytes) });
  const share = quotaBytes === null ? 0 : usedBytes / quotaBytes;
  return (
    <div className="mt-auto px-2 pt-6 pb-1 text-12 text-muted">
      <p className="text-13 font-medium text-text">{words}</p>
      {quotaBytes === null ? null : (
        <ProgressBar
          value={share}
          label={words}
          tone={share >= 1 ? "danger" : share >= nearlyFull ? "warning" : "accent"}
          className="my-2"
        />
      )}
      <p dir="auto">{teamId === null ? t("hint") : t("team", { name: team?.name ?? "" })}</p>
    </div>
  );
}
