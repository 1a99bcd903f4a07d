import { ContextMenu, IconButton, Menu } from "@carbyne/ui";
import { clsx } from "clsx";
import {
  Archive,
  CalendarClock,
  ChevronRight,
  Clock,
  Ellipsis,
  Folder,
  Inbox,
  Pencil,
  Send,
  ShieldAlert,
  Trash2,
  Users,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { SidebarRow } from "../../frame/sidebar-row.tsx";
import { useGiven } from "../../sharing/api.ts";
import { endDrag, useDragged } from "../drag.ts";
import { boxOf } from "../list-key.ts";
import { useMailboxName } from "../mailbox-name.ts";
import { boxHref } from "../place.ts";
import type { ConversationRow, Mailbox } from "../types.ts";
import { takesDrops } from "../verbs/act-of-target.ts";
import { useFolderAsks } from "./folder-asks.ts";
import { folderEntries } from "./folder-entries.tsx";
import type { FolderLine } from "./folder-tree.ts";

const icons: Record<Mailbox["role"] & string, ReactNode> = {
  inbox: <Inbox aria-hidden="true" />,
  snoozed: <Clock aria-hidden="true" />,
  sent: <Send aria-hidden="true" />,
  drafts: <Pencil aria-hidden="true" />,
  scheduled: <CalendarClock aria-hidden="true" />,
  archive: <Archive aria-hidden="true" />,
  junk: <ShieldAlert aria-hidden="true" />,
  trash: <Trash2 aria-hidden="true" />,
};

export interface FolderRowProps {
  line: FolderLine;
  isCurrent: boolean;
  isFolded: boolean;
  isOpen: boolean;
  from: Mailbox | undefined;
  onToggle: () => void;
  onDrop: (rows: readonly ConversationRow[], target: Mailbox) => void;
  onGo: (() => void) | undefined;
}

/** Whether one shares this folder of one's own. */
function useIsGiven({ id, isOwn }: Mailbox): boolean {
  const { data: given } = useGiven();
  return isOwn && given?.some((share) => share.object.id === id && share.state !== "declined") === true;
}

/** One folder of the sidebar: leads to its list, takes conversations that are dropped on it, has a menu. */
export function FolderRow(props: FolderRowProps) {
  const { line, isCurrent, isFolded, isOpen, from } = props;
  const { mailbox, depth, hasChildren } = line;
  const t = useTranslations("mail");
  const format = useFormatter();
  const asks = useFolderAsks();
  const name = useMailboxName().own(mailbox);
  const tSharing = useTranslations("sharing");
  const isGiven = useIsGiven(mailbox);
  const dragged = useDragged();
  const [isOver, setIsOver] = useState(false);
  const canTake = dragged.length > 0 && takesDrops(mailbox, from);
  const entries = folderEntries(mailbox, asks, t);
  const isCounted = mailbox.role === "drafts" || mailbox.role === "scheduled" || mailbox.role === "snoozed";
  const own = isCounted ? mailbox.total : mailbox.role === "sent" ? 0 : mailbox.unseen;
  // Words such as "drafts" would be wrong of what lies below.
  const count = isCounted ? own : own + line.unseenBelow;
  const countLabel = isCounted ? t(mailbox.role, { count }) : t("unread", { count });
  const href = boxHref(boxOf(mailbox));

  return (
    <ContextMenu entries={entries}>
      <div
        className={clsx(
          "relative rounded-1",
          isOver && canTake && "bg-accent-soft outline-2 -outline-offset-2 outline-accent",
          dragged.length > 0 && !canTake && "opacity-50",
        )}
        onDragOver={(event) => {
          if (!canTake) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = "move";
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          // The row that was dragged may go with the act, and then nothing else tells that the drag is over.
          endDrag();
          if (canTake) props.onDrop(dragged, mailbox);
        }}
      >
        <SidebarRow
          href={href}
          draggable={false}
          icon={
            mailbox.role ? icons[mailbox.role] : isGiven ? <Users aria-hidden="true" /> : <Folder aria-hidden="true" />
          }
          label={name}
          title={isGiven ? tSharing("sharedFolder", { name }) : undefined}
          count={count > 0 ? format.number(count) : undefined}
          countLabel={count > 0 ? countLabel : undefined}
          isCurrent={isCurrent}
          isStrong={mailbox.role === null && count > 0}
          isFolded={isFolded}
          depth={depth}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            goTo(href);
            props.onGo?.();
          }}
          act={
            isFolded ? undefined : (
              <Menu
                trigger={
                  <IconButton label={t("folder.menu", { name })} size="small" className="size-7!">
                    <Ellipsis aria-hidden="true" />
                  </IconButton>
                }
                align="start"
                entries={entries}
              />
            )
          }
        />
        {hasChildren && !isFolded ? (
          <button
            type="button"
            aria-label={isOpen ? t("folder.fold", { name }) : t("folder.unfold", { name })}
            aria-expanded={isOpen}
            onClick={props.onToggle}
            style={{ insetInlineStart: depth * 16 - 6 }}
            className="absolute inset-y-0 grid w-4 place-items-center rounded-1 text-faint hover:text-text"
          >
            <ChevronRight
              size={12}
              strokeWidth={2.25}
              aria-hidden="true"
              className={clsx("transition-transform", isOpen && "rotate-90")}
            />
          </button>
        ) : null}
      </div>
    </ContextMenu>
  );
}
