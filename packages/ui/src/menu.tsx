import { DropdownMenu as Radix, ContextMenu as RadixContext } from "radix-ui";
import type { ReactNode } from "react";
import { useSide } from "./direction.tsx";
import { MenuEntries, type MenuEntry, menuSurface } from "./menu-entries.tsx";

export interface MenuProps {
  /** The button that opens it; it must take a ref and props. */
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  /** Stands above the entries, such as who is signed in. */
  header?: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  /** Focus goes back to the trigger unless the act moved it elsewhere. */
  keepFocus?: boolean;
  /** Held by who opens it by something else than a press, such as a button that is dragged as well. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A button's menu. */
export function Menu({
  trigger,
  entries,
  header,
  align = "end",
  side = "bottom",
  keepFocus = false,
  isOpen,
  onOpenChange,
}: MenuProps) {
  const shownSide = useSide(side);
  return (
    <Radix.Root
      modal={false}
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={shownSide}
          sideOffset={6}
          collisionPadding={8}
          className={menuSurface}
          onCloseAutoFocus={(event) => {
            if (keepFocus) event.preventDefault();
          }}
        >
          {header}
          <MenuEntries parts={Radix} entries={entries} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface ContextMenuProps {
  entries: readonly MenuEntry[];
  /** Told before it opens, with what was pressed, so that one menu can serve a whole list. */
  onOpen?: (target: HTMLElement) => void;
  children: ReactNode;
}

/** A finger covers what it presses: on a narrow screen the menu comes up from the lower edge (theme.css puts it there). */
const sheet =
  "menu-sheet max-md:max-h-[70dvh] max-md:w-screen max-md:max-w-none max-md:rounded-t-3 max-md:rounded-b-[0px] max-md:border-x-0 max-md:shadow-modal max-md:border-b-0 max-md:px-2 max-md:py-2";

/** The same entries on a right-click or a long press. */
export function ContextMenu({ entries, onOpen, children }: ContextMenuProps) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger
        asChild
        onContextMenu={(event) => {
          if (event.target instanceof HTMLElement) onOpen?.(event.target);
        }}
      >
        {children}
      </RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content
          className={`${menuSurface} ${sheet}`}
          collisionPadding={8}
          // A sheet lies under the pointer that asked for it: letting go of its button chooses nothing.
          onPointerUpCapture={(event) => {
            if (event.button === 2 && window.matchMedia("(max-width: 767px)").matches) event.stopPropagation();
          }}
        >
          <MenuEntries parts={RadixContext} entries={entries} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
