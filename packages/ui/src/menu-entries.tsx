import { clsx } from "clsx";
import { Check, ChevronRight } from "lucide-react";
import type { ContextMenu, DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

/** One line of a menu; the same list feeds a button's menu and a right-click. */
export type MenuEntry =
  | "separator"
  | {
      label: string;
      icon?: ReactNode;
      keys?: string | undefined;
      /** Present for a choice among others: shows a tick. */
      isChecked?: boolean;
      isDisabled?: boolean;
      isDanger?: boolean;
      onSelect?: () => void;
      entries?: readonly MenuEntry[];
    };

/** The family of Radix parts that draws the entries: both menus have the same ones. */
export type MenuParts = typeof DropdownMenu | typeof ContextMenu;

export const menuSurface =
  "z-30 max-h-[min(640px,var(--radix-popper-available-height))] min-w-[200px] max-w-[320px] overflow-auto rounded-2 border bg-raised p-1 shadow-floating animate-appear focus:outline-none";

const line =
  "flex h-8 items-center gap-2.5 rounded-1 px-2 text-13 text-text outline-none select-none data-highlighted:bg-hover data-[state=open]:bg-hover data-disabled:text-faint max-md:h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted";

function key(entry: MenuEntry, at: number): string {
  return entry === "separator" ? `separator-${at}` : entry.label;
}

/** Draws the entries with one of the two families. */
export function MenuEntries({ parts, entries }: { parts: MenuParts; entries: readonly MenuEntry[] }) {
  const hasIcons = entries.some((entry) => entry !== "separator" && entry.icon !== undefined);
  return entries.map((entry, at) => {
    if (entry === "separator") return <parts.Separator key={key(entry, at)} className="mx-2 my-1 h-px bg-border" />;
    const content = (
      <>
        {entry.icon ?? (hasIcons ? <span className="w-4 shrink-0" /> : null)}
        <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        {entry.isChecked === true ? <Check aria-hidden="true" /> : null}
        {entry.keys ? (
          <span className="max-md:hidden">
            <Kbd keys={entry.keys} />
          </span>
        ) : null}
      </>
    );
    if (entry.entries)
      return (
        <parts.Sub key={key(entry, at)}>
          <parts.SubTrigger className={line} disabled={entry.isDisabled === true}>
            {content}
            <ChevronRight aria-hidden="true" />
          </parts.SubTrigger>
          <parts.Portal>
            <parts.SubContent className={menuSurface} collisionPadding={8} sideOffset={4}>
              <MenuEntries parts={parts} entries={entry.entries} />
            </parts.SubContent>
          </parts.Portal>
        </parts.Sub>
      );
    const shared = {
      className: clsx(line, entry.isDanger === true && "text-danger [&>svg]:text-danger"),
      disabled: entry.isDisabled === true,
      onSelect: () => entry.onSelect?.(),
    };
    return entry.isChecked === undefined ? (
      <parts.Item key={key(entry, at)} {...shared}>
        {content}
      </parts.Item>
    ) : (
      <parts.CheckboxItem key={key(entry, at)} checked={entry.isChecked} {...shared}>
        {content}
      </parts.CheckboxItem>
    );
  });
}
