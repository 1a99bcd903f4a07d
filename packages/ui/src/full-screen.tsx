import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useInsertionEffect, useLayoutEffect, useRef } from "react";
import { IconButton } from "./icon-button.tsx";
import { returnFocus } from "./return-focus.ts";

export interface FullScreenProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What stands before the title, such as the sign of a file's kind. */
  icon?: ReactNode;
  /** What stands behind it, such as `2 of 5`; read out when it changes. */
  position: string;
  closeLabel: string;
  /** What can be done with all that is shown, beside the way out. */
  acts?: ReactNode;
  /** Told every key but Escape, wherever the focus is. */
  onKey?: (event: KeyboardEvent, stage: HTMLElement) => void;
  children?: ReactNode;
}

/** One thing as large as the window, above all else: Escape leaves, and the focus goes back to where it was. */
export function FullScreen(props: FullScreenProps) {
  const { isOpen } = props;
  const stage = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useInsertionEffect(() => {
    latest.current = props;
  });
  // From the moment in which it is seen, and not only once the focus has come into it.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const top = [...document.querySelectorAll("[data-modal]")].at(-1);
      if (!stage.current || top !== stage.current) return;
      if (event.key !== "Escape") latest.current.onKey?.(event, stage.current);
      // A part that is left by itself, such as a search, says so.
      else if (!(event.target instanceof Element && event.target.closest("[data-escapes]"))) latest.current.onClose();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isOpen]);
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && props.onClose()}>
      <Radix.Portal>
        <Radix.Content
          data-modal=""
          aria-describedby={undefined}
          ref={stage}
          onEscapeKeyDown={(event) => event.preventDefault()}
          {...returnFocus}
          className="fixed inset-0 z-30 flex flex-col bg-sunken animate-appear focus:outline-none"
        >
          <header className="flex h-12 shrink-0 items-center gap-1 border-b bg-surface ps-4 pe-2 max-md:h-14 max-md:ps-3">
            <span className="flex min-w-0 flex-1 items-center gap-3">
              <span className="shrink-0 max-md:hidden">{props.icon}</span>
              <Radix.Title dir="auto" className="min-w-0 truncate text-14 font-medium">
                {props.title}
              </Radix.Title>
              <span aria-live="polite" className="shrink-0 text-13 text-faint tabular-nums max-md:sr-only">
                {props.position}
              </span>
            </span>
            {props.acts}
            <Radix.Close asChild>
              <IconButton label={props.closeLabel} keys="Esc">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="relative flex min-h-0 flex-1 flex-col">{props.children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
