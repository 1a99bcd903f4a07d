import { ErrorState, IconButton, Skeleton } from "@carbyne/ui";
import { Inbox, Layers, Plus, Star } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { SidebarHeading, SidebarRow } from "../../frame/sidebar-row.tsx";
import { useMailboxes } from "../api.ts";
import { boxHref } from "../place.ts";
import type { MailList } from "../list/use-mail-list.ts";
import { SavedSearchSection } from "../saved-searches/saved-search-section.tsx";
import { TagSection } from "../tags/tag-section.tsx";
import { StorageBar } from "../storage/storage-bar.tsx";
import type { Perform } from "../verbs/use-perform.ts";
import { useFolderAsks } from "./folder-asks.ts";
import { FolderRow } from "./folder-row.tsx";
import type { FolderLine } from "./folder-tree.ts";
import { SharedSections } from "./shared-sections.tsx";
import { useFolderLines } from "./use-folder-lines.ts";

export interface MailSidebarProps {
  isFolded: boolean;
  list: MailList;
  perform: Perform;
  /** After a place was chosen: closes the drawer that the sidebar is in. */
  onGo?: () => void;
}

const views = [
  { view: "unified", icon: <Inbox aria-hidden="true" /> },
  { view: "starred", icon: <Star aria-hidden="true" /> },
  { view: "all", icon: <Layers aria-hidden="true" /> },
] as const;

/** Where mail lies: the folders that everybody has, and one's own. */
export function MailSidebar({ isFolded, list, perform, onGo }: MailSidebarProps) {
  const t = useTranslations("mail");
  const tListing = useTranslations("listing");
  const format = useFormatter();
  const words = useWords();
  const mailboxes = useMailboxes();
  const asks = useFolderAsks();
  const mine = useMemo(() => mailboxes.data?.filter((mailbox) => mailbox.isOwn), [mailboxes.data]);
  const { standard, own, closed, toggle } = useFolderLines(mine);
  const { place, mailbox: from } = list;
  const current = place.kind === "box" ? place.box : null;

  if (mailboxes.isError && !mailboxes.data)
    return isFolded ? null : (
      <ErrorState {...words(mailboxes.error)} retryLabel={t("retry")} onRetry={() => void mailboxes.refetch()} />
    );
  if (!mailboxes.data)
    return (
      <div className="space-y-2 p-1" aria-busy="true">
        {[0, 1, 2, 3, 4, 5].map((line) => (
          <Skeleton key={line} className="h-6" />
        ))}
      </div>
    );

  const folder = (line: FolderLine) => (
    <FolderRow
      key={line.mailbox.id}
      line={line}
      isCurrent={line.mailbox.id === from?.id}
      isFolded={isFolded}
      isOpen={!closed.has(line.mailbox.id)}
      from={from}
      onToggle={() => toggle(line.mailbox.id)}
      onDrop={perform.moveTo}
      onGo={onGo}
    />
  );
  const inboxes = mailboxes.data.filter((mailbox) => mailbox.role === "inbox");
  const unseen = inboxes.reduce((sum, mailbox) => sum + mailbox.unseen, 0);
  const view = ({ view: name, icon }: (typeof views)[number]) => (
    <SidebarRow
      key={name}
      href={boxHref(name)}
      icon={icon}
      label={name === "unified" ? tListing("place.unified") : t(`place.${name}`)}
      count={name === "unified" && unseen > 0 ? format.number(unseen) : undefined}
      countLabel={name === "unified" && unseen > 0 ? t("unread", { count: unseen }) : undefined}
      isCurrent={current === name}
      isFolded={isFolded}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        goTo(boxHref(name));
        onGo?.();
      }}
    />
  );
  const isInbox = (line: FolderLine) => line.mailbox.role === "inbox";
  return (
    <>
      {inboxes.length > 1 ? views.slice(0, 1).map(view) : null}
      {standard.filter(isInbox).map(folder)}
      {views.slice(1, 2).map(view)}
      {standard.filter((line) => !isInbox(line)).map(folder)}
      {views.slice(2).map(view)}
      <SidebarHeading
        text={t("folder.heading")}
        isFolded={isFolded}
        act={
          <IconButton
            label={t("folder.create")}
            size="small"
            className="size-7!"
            onClick={() => asks.ask({ kind: "create", parent: null })}
          >
            <Plus aria-hidden="true" />
          </IconButton>
        }
      />
      {own.map(folder)}
      <SharedSections mailboxes={mailboxes.data} isFolded={isFolded} list={list} perform={perform} onGo={onGo} />
      <SavedSearchSection isFolded={isFolded} place={place} onGo={onGo} />
      <TagSection isFolded={isFolded} place={place} perform={perform} onGo={onGo} />
      {isFolded ? null : <StorageBar />}
    </>
  );
}
