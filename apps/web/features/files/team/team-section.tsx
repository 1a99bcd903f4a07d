import { IconButton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Folders, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { SidebarHeading, SidebarRow } from "../../frame/sidebar-row.tsx";
import { teamsQuery } from "../api.ts";
import { folderHref } from "../place.ts";
import { TeamNameDialog } from "./team-name-dialog.tsx";

export interface TeamSectionProps {
  /** The one that what is shown is in. */
  currentId: string | null;
  isFolded: boolean;
  onGo?: (() => void) | undefined;
}

/** The team folders that one is a member of; nothing for who is in none and may make none. */
export function TeamSection({ currentId, isFolded, onGo }: TeamSectionProps) {
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
      {data.teams.map(({ id, name }) => (
        <SidebarRow
          key={id}
          href={folderHref(id)}
          icon={<Folders aria-hidden="true" />}
          label={name}
          isCurrent={id === currentId}
          isFolded={isFolded}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            goTo(folderHref(id));
            onGo?.();
          }}
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
