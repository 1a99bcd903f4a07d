import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { returnFocus } from "./return-focus.ts";

export interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Stands above the title's line, such as a face. */
  lead?: ReactNode;
  subtitle?: string;
  closeLabel: string;
  side?: "start" | "end";
  footer?: ReactNode;
  menu?: ReactNode;
  children: ReactNode;
}

/** Detail beside the place it belongs to. */
export function Drawer({ side = "end", ...props }: DrawerProps) {
  return (
    <Radix.Root open={props.isOpen} onOpenChange={(open) => !open && props.onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-20 bg-scrim animate-appear" />
        <Radix.Content
          data-modal=""
          {...returnFocus}
          // A part that is left by itself, such as a list of people to choose from, says so.
          onEscapeKeyDown={(event) => {
            if (event.target instanceof Element && event.target.closest("[data-escapes]")) event.preventDefault();
          }}
          aria-describedby={undefined}
          className={clsx(
            "fixed inset-y-0 z-20 flex flex-col bg-bg shadow-modal focus:outline-none",
            side === "end"
              ? "end-0 w-full max-w-[440px] border-s animate-slide-end"
              : "start-0 w-[85vw] max-w-[320px] border-e animate-slide-start",
          )}
        >
          <header className="flex items-center gap-3 py-3 ps-4 pe-3">
            {props.lead}
            <div className="min-w-0 flex-1">
              <Radix.Title className="truncate text-16 font-semibold">{props.title}</Radix.Title>
              {props.subtitle ? <p className="truncate text-12 text-muted">{props.subtitle}</p> : null}
            </div>
            {props.menu}
            <Radix.Close asChild>
              <IconButton label={props.closeLabel} keys="Esc">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto">{props.children}</div>
          {props.footer ? <footer className="border-t bg-surface p-4">{props.footer}</footer> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
