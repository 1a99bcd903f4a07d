import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { returnFocus } from "./return-focus.ts";

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  closeLabel: string;
  /** The acts, at the foot, the primary one last. */
  actions?: ReactNode;
  width?: "normal" | "wide";
  children?: ReactNode;
}

/** A question or a small form that must be answered or left before anything else. */
export function Dialog(props: DialogProps) {
  return (
    <Radix.Root open={props.isOpen} onOpenChange={(open) => !open && props.onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim animate-appear" />
        <Radix.Content
          data-modal=""
          {...returnFocus}
          {...(props.description ? {} : { "aria-describedby": undefined })}
          className={clsx(
            "fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-3 border bg-raised shadow-modal animate-appear focus:outline-none",
            props.width === "wide" ? "max-w-[720px]" : "max-w-[440px]",
          )}
        >
          <header className="flex items-start gap-2 ps-5 pe-3 pt-3">
            <div className="min-w-0 flex-1 pt-1 max-md:pt-2.5">
              <Radix.Title className="text-16 font-semibold">{props.title}</Radix.Title>
              {props.description ? (
                <Radix.Description className="mt-1 text-13 text-muted">{props.description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <IconButton label={props.closeLabel} keys="Esc">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-5 pt-3 pb-5">{props.children}</div>
          {props.actions ? (
            <footer className="flex justify-end gap-2 border-t px-5 py-3 max-md:flex-wrap">{props.actions}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
