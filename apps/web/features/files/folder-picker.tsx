import { Button, Dialog, ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Folder, Folders } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { foldersQuery, mayChange, teamsQuery } from "./api.ts";
import type { MoveTarget } from "./move-target.ts";
import { PickerHead } from "./picker-head.tsx";

export interface FolderPickerProps {
  kind: "move" | "copy" | "save";
  /** What is to come there: entries, or files that are none yet. */
  nodes: readonly { name: string; id?: string; parentId?: string | null }[];
  /** The folder to begin at; null for the home. */
  from?: string | null;
  onChoose: (target: MoveTarget) => void;
  onClose: () => void;
}

/** Goes through folders to the one that something is to be moved or copied to. */
export function FolderPicker({ kind, nodes, from = null, onChoose, onClose }: FolderPickerProps) {
  const t = useTranslations("files");
  const words = useWords();
  const [at, setAt] = useState<string | null>(from);
  const query = useQuery(foldersQuery(at));
  const { data: inTeams } = useQuery(teamsQuery);
  const folder = query.data?.folder;
  const meant = new Set(nodes.map((node) => node.id));
  const folders = query.data?.folders.filter((node) => !meant.has(node.id)) ?? [];
  // Beside one's own folders stand the teams in which one may put something.
  const teams = at === null ? (inTeams?.teams.filter(mayChange) ?? []) : [];
  const name = folder ? (folder.isHome ? t("place.home") : folder.name) : "";
  const isThere = kind === "move" && folder !== undefined && nodes.every((node) => node.parentId === folder?.id);
  const line =
    "flex h-9 w-full items-center gap-2.5 rounded-1 px-2 text-start text-14 hover:bg-hover max-md:h-11 [&_svg]:size-[18px] [&_svg]:shrink-0 [&_svg]:text-muted";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`picker.${kind}`, { count: nodes.length, name: nodes[0]?.name ?? "" })}
      closeLabel={t("picker.cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("picker.cancel")}</Button>
          <Button
            look="primary"
            disabled={!folder || isThere}
            onClick={() => folder && onChoose({ id: folder.id, name, teamId: folder.teamId })}
          >
            {t(`picker.${kind}Submit`)}
          </Button>
        </>
      }
    >
      <PickerHead folder={folder} name={name} onGo={setAt} />
      <div className="h-64 overflow-y-auto py-2">
        {query.isError ? (
          <ErrorState {...words(query.error)} retryLabel={t("retry")} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <Skeleton className="h-9" />
        ) : folders.length + teams.length === 0 ? (
          <p className="p-3 text-13 text-muted">{t("picker.none")}</p>
        ) : (
          <ul aria-label={t("picker.folders")}>
            {folders.map((node) => (
              <li key={node.id}>
                <button type="button" className={line} onClick={() => setAt(node.id)}>
                  <Folder aria-hidden="true" />
                  <span dir="auto" className="min-w-0 flex-1 truncate">
                    {node.name}
                  </span>
                  <ChevronRight className="rtl:-scale-x-100" aria-hidden="true" />
                </button>
              </li>
            ))}
            {teams.map((team) => (
              <li key={team.id}>
                <button type="button" className={line} onClick={() => setAt(team.id)}>
                  <Folders aria-hidden="true" />
                  <span dir="auto" className="min-w-0 flex-1 truncate">
                    {team.name}
                  </span>
                  <ChevronRight className="rtl:-scale-x-100" aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
