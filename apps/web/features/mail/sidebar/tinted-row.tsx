import { IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { Ellipsis, type LucideIcon } from "lucide-react";
import { useFormatter } from "next-intl";
import type { CSSProperties } from "react";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { SidebarRow } from "../../frame/sidebar-row.tsx";

export interface TintedRowProps {
  href: string;
  icon: LucideIcon;
  tint: number;
  label: string;
  unread: { count: number; isMore?: boolean; label: string };
  isCurrent: boolean;
  isFolded: boolean;
  depth?: number;
  isDraggable?: boolean;
  menuLabel: string;
  entries: readonly MenuEntry[];
  onGo: (() => void) | undefined;
}

/** A line of the sidebar that a person has made and coloured: leads to what it stands for, says what is unread there, and has a menu. */
export function TintedRow(props: TintedRowProps) {
  const { href, icon: Icon, tint, unread, isFolded } = props;
  const format = useFormatter();
  const hasUnread = unread.count > 0;
  return (
    <SidebarRow
      href={href}
      draggable={props.isDraggable === true}
      icon={
        <Icon
          aria-hidden="true"
          style={{ "--h": `var(--p${tint})` } as CSSProperties}
          className="tint bg-transparent!"
        />
      }
      label={props.label}
      count={hasUnread ? `${format.number(unread.count)}${unread.isMore ? "+" : ""}` : undefined}
      countLabel={hasUnread ? unread.label : undefined}
      isCurrent={props.isCurrent}
      isStrong={hasUnread}
      isFolded={isFolded}
      {...(props.depth === undefined ? {} : { depth: props.depth })}
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
              <IconButton label={props.menuLabel} size="small" className="size-7!">
                <Ellipsis aria-hidden="true" />
              </IconButton>
            }
            align="start"
            entries={props.entries}
          />
        )
      }
    />
  );
}
