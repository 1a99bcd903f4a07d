import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface PopoverProps {
  trigger: ReactNode;
  label: string;
  align?: "start" | "center" | "end";
  /** Where it stands while there is room for it. */
  side?: "top" | "bottom";
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A little more about, or a choice for, the thing that was pressed. */
export function Popover(props: PopoverProps) {
  return (
    <Radix.Root
      {...(props.isOpen === undefined ? {} : { open: props.isOpen })}
      {...(props.onOpenChange ? { onOpenChange: props.onOpenChange } : {})}
    >
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={props.label}
          align={props.align ?? "start"}
          side={props.side ?? "bottom"}
          sideOffset={6}
          collisionPadding={8}
          // Earlier a dialog around it would take the focus back.
          onOpenAutoFocus={(event) => {
            const first =
              event.currentTarget instanceof Element ? event.currentTarget.querySelector("[data-first]") : null;
            if (!(first instanceof HTMLElement)) return;
            event.preventDefault();
            first.focus();
          }}
          // A toast answers what was done in here: pressing its Undo does not leave.
          onInteractOutside={(event) => {
            if (event.target instanceof Element && event.target.closest("[data-toasts]")) event.preventDefault();
          }}
          className="z-30 max-h-[var(--radix-popover-content-available-height)] overflow-auto rounded-2 border bg-raised shadow-floating animate-appear focus:outline-none"
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
