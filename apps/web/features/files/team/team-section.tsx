import { IconButton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Folders, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { SidebarHeading, SidebarRow } from "../../frame/sidebar-row.tsx";
import { type FileNode, mayChange, type Team, teamsQuery } from "../api.ts";
import type { MoveTarget } from "../move-target.ts";
import { useNodeDrop } from "../node-drop.ts";
import { folderHref } from "../place.ts";
import { TeamNameDialog } from "./team-name-dialog.tsx";

export interface TeamSectionProps {
  /** The one that what is shown is in. */
  currentId: string | null;
  isFolded: boolean;
  onGo?: (() => void) | undefined;
  onDropNodes: (nodes: readonly FileNode[], target: MoveTarget) => void;
}

/** The team folders that one is a member of; nothing for who is in none and may make none. */
export function TeamSection({ currentId, isFolded, onGo, onDropNodes }: TeamSectionProps) {
  const t = useTranslations("files.team");
  const { data } = useQuery(teamsQuery);
  const [isAsked, setIsAsked] = useState(false);
  if (!data || (data.teams.length === 0 && !data.canCreate)) return null;
  return (
    <>
      <SidebarHeading
        text={t("heading")}
        isFolded={isFolded}
        act={
          data.canCreate ? (
            <IconButton label={t("create")} size="small" onClick={() => setIsAsked(true)}>
              <Plus aria-hidden="true" />
            </IconButton>
          ) : null
        }
      />
      {data.teams.map((team) => (
        <TeamRow
          key={team.id}
          team={team}
          isCurrent={team.id === currentId}
          isFolded={isFolded}
          onGo={onGo}
          onDropNodes={onDropNodes}
        />
      ))}
      {isAsked ? (
        <TeamNameDialog
          onClose={() => setIsAsked(false)}
          onMade={(id) => {
            goTo(folderHref(id));
            onGo?.();
          }}
        />
      ) : null}
    </>
  );
}

interface TeamRowProps extends Omit<TeamSectionProps, "currentId"> {
  team: Team;
  isCurrent: boolean;
}

function TeamRow({ team, isCurrent, isFolded, onGo, onDropNodes }: TeamRowProps) {
  const { id, name } = team;
  const { isOver, drop } = useNodeDrop((nodes) => onDropNodes(nodes, { id, name, teamId: id }));
  return (
    <SidebarRow
      {...(mayChange(team) ? drop : {})}
      {...(isOver ? { className: "bg-accent-soft" } : {})}
      href={folderHref(id)}
      icon={<Folders aria-hidden="true" />}
      label={name}
      isCurrent={isCurrent}
      isFolded={isFolded}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        goTo(folderHref(id));
        onGo?.();
      }}
    />
  );
}
