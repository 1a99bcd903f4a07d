import { Avatar, Button, IconButton, Menu, type MenuEntry, showToast, Tabs } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Ellipsis, UserPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { goTo } from "../../../client/place.ts";
import { useMe } from "../../session/me.ts";
import { chatServer, type Member, type RoomLine, roomQuery } from "../api.ts";
import { Invites } from "../guests/invites.tsx";
import { IntegrationsTab, useMayIntegrate } from "../integrations/integrations-tab.tsx";
import { personHref } from "../place.ts";
import { ThereAvatar } from "../presence/there-avatar.tsx";
import { StatusLine } from "../status/status-line.tsx";
import { AuthorBadge } from "../room/author-badge.tsx";
import { RoomPicture } from "../room/room-picture.tsx";
import { AddPeopleDialog } from "./add-people-dialog.tsx";
import { FilesTab, LinksTab, PicturesTab } from "./gallery.tsx";
import { PinnedList } from "./pinned-list.tsx";

export interface RoomDetailsProps {
  line: RoomLine;
  onClose: () => void;
}

/** Who is in a room, and what is pinned in it. */
export function RoomDetails({ line, onClose }: RoomDetailsProps) {
  const t = useTranslations("chat.details");
  const [tab, setTab] = useState("people");
  const mayIntegrate = useMayIntegrate(line);
  return (
    <aside
      aria-label={t("title")}
      className="flex w-80 shrink-0 flex-col border-s bg-bg max-lg:fixed max-lg:inset-0 max-lg:z-10 max-lg:w-full"
    >
      <header className="flex h-14 shrink-0 items-center gap-2 ps-4 pe-2">
        {line.room.picture ? <RoomPicture id={line.room.id} picture={line.room.picture} size={32} /> : null}
        <h2 className="min-w-0 flex-1 truncate text-16 font-semibold">{t("title")}</h2>
        <IconButton label={t("close")} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <Tabs
        label={t("title")}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "people", label: t("people", { count: line.members }), content: <People line={line} /> },
          { id: "pinned", label: t("pinned"), content: <PinnedList line={line} /> },
          { id: "pictures", label: t("pictures"), content: <PicturesTab line={line} /> },
          { id: "files", label: t("files"), content: <FilesTab line={line} /> },
          { id: "links", label: t("links"), content: <LinksTab line={line} /> },
          ...(mayIntegrate
            ? [{ id: "integrations", label: t("integrations"), content: <IntegrationsTab line={line} /> }]
            : []),
        ]}
      />
    </aside>
  );
}

const order = { owner: 0, moderator: 1, member: 2 } as const;

function People({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.details");
  const { data } = useQuery(roomQuery(line.room.id));
  const [isAdding, setIsAdding] = useState(false);
  const { room } = line;
  const present = (data?.members ?? [])
    .filter((member) => member.leftAt === null)
    .toSorted((one, other) => order[one.role] - order[other.role] || one.name.localeCompare(other.name));
  const mayAdd = room.kind !== "direct" && !room.isArchived && (line.role !== "member" || room.isPublic);
  return (
    <div className="p-2">
      {mayAdd ? (
        <Button className="mb-2 w-full justify-center" onClick={() => setIsAdding(true)}>
          <UserPlus aria-hidden="true" />
          {t("add")}
        </Button>
      ) : null}
      <ul aria-label={t("people", { count: line.members })}>
        {present.map((member) => (
          <PersonLine key={member.id} member={member} line={line} />
        ))}
      </ul>
      <Invites line={line} />
      {isAdding && data ? (
        <AddPeopleDialog roomId={room.id} members={data.members} onClose={() => setIsAdding(false)} />
      ) : null}
    </div>
  );
}

function PersonLine({ member, line }: { member: Member; line: RoomLine }) {
  const t = useTranslations("chat.details");
  const tRole = useTranslations("chat.role");
  const words = useWords();
  const me = useMe().account.id;
  const { room, role } = line;
  const run = (act: Promise<unknown>) => void act.catch((error: unknown) => showToast({ text: words(error).text }));
  // Guests and programs are in this room alone, as nothing but members.
  const hasAccount = member.kind === "account";
  const roles: MenuEntry[] =
    hasAccount && role === "owner" && room.kind !== "direct"
      ? (["owner", "moderator", "member"] as const).map((next) => ({
          label: t("make", { role: tRole(next) }),
          isChecked: member.role === next,
          onSelect: () => run(chatServer.setRole({ id: room.id, personId: member.id, role: next })),
        }))
      : [];
  const mayRemove =
    member.id !== me &&
    room.kind !== "direct" &&
    (role === "owner" || (role === "moderator" && member.role !== "owner"));
  const entries: MenuEntry[] = [
    ...(member.id === me || !hasAccount ? [] : [{ label: t("talk"), onSelect: () => goTo(personHref(member.id)) }]),
    ...roles,
    ...(mayRemove
      ? [{ label: t("remove"), isDanger: true, onSelect: () => run(chatServer.removePerson(room.id, member.id)) }]
      : []),
  ];
  return (
    <li className="flex items-center gap-3 rounded-1 px-2 py-1.5 hover:bg-hover">
      {hasAccount ? (
        <ThereAvatar name={member.name} personId={member.id} />
      ) : (
        <Avatar name={member.name} address={member.id} />
      )}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate">
          {member.id === me ? t("you", { name: member.name }) : member.name}
        </span>
        {hasAccount ? <StatusLine personId={member.id} /> : null}
      </span>
      <AuthorBadge kind={member.kind} />
      {member.role === "member" ? null : <span className="text-12 text-muted">{tRole(member.role)}</span>}
      {entries.length > 0 ? (
        <Menu
          trigger={
            <IconButton size="small" label={t("moreOf", { name: member.name })}>
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          entries={entries}
        />
      ) : null}
    </li>
  );
}
