import { IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { Ellipsis, Gauge, LogOut, Pencil, Trash2, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { goTo } from "../../../client/place.ts";
import { mayChange, type Team } from "../api.ts";
import { folderHref, teamTrashHref } from "../place.ts";
import type { FileVerbs } from "../use-file-verbs.ts";
import { TeamNameDialog } from "./team-name-dialog.tsx";
import { TeamQuotaDialog } from "./team-quota-dialog.tsx";

const ShareDialog = lazyLayer(() => import("../../sharing/share-dialog.tsx").then((module) => module.ShareDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** What can be done with a team folder as a whole: by those who run it, who work in it, and by each member. */
export function TeamMenu({ team, verbs }: { team: Team; verbs: FileVerbs }) {
  const t = useTranslations("files.team");
  const [asked, setAsked] = useState<"members" | "rename" | "quota" | null>(null);
  const close = () => setAsked(null);
  const entries: MenuEntry[] = [
    ...(team.access === "manage"
      ? [
          { label: t("members"), icon: <UserPlus aria-hidden="true" />, onSelect: () => setAsked("members") },
          { label: t("rename"), icon: <Pencil aria-hidden="true" />, onSelect: () => setAsked("rename") },
          { label: t("quota"), icon: <Gauge aria-hidden="true" />, onSelect: () => setAsked("quota") },
        ]
      : []),
    ...(mayChange(team)
      ? [
          {
            label: t("trash"),
            icon: <Trash2 aria-hidden="true" />,
            onSelect: () => goTo(teamTrashHref(team.id)),
          },
          "separator" as const,
        ]
      : []),
    {
      label: t("leave"),
      icon: <LogOut aria-hidden="true" />,
      onSelect: () => {
        void verbs.leave(team).then((isLeft) => (isLeft ? goTo(folderHref(null)) : undefined));
      },
    },
  ];
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("more", { name: team.name })}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={entries}
      />
      {asked === "members" ? (
        <ShareDialog object={{ kind: "node", id: team.id }} name={team.name} isTeam onClose={close} />
      ) : null}
      {asked === "rename" ? <TeamNameDialog team={team} onClose={close} /> : null}
      {asked === "quota" ? <TeamQuotaDialog team={team} onClose={close} /> : null}
    </>
  );
}
