import { ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { KeyboardEvent } from "react";
import { IconButton } from "./icon-button.tsx";
import { returnFocus } from "./return-focus.ts";
import { Tooltip } from "./tooltip.tsx";

export interface LightboxProps {
  pictures: readonly { src: string; href: string; name: string }[];
  /** Which one is shown; null closes it. */
  at: number | null;
  onGo: (at: number) => void;
  onClose: () => void;
  /** `2 of 5`, or nothing for a single one. */
  position: string;
  labels: { close: string; previous: string; next: string; download: string };
}

/** Pictures one at a time, as large as the window: left and right go on, Escape leaves. */
export function Lightbox({ pictures, at, onGo, onClose, position, labels }: LightboxProps) {
  const shown = at === null ? undefined : pictures[at];
  const go = (by: 1 | -1) => {
    const next = (at ?? 0) + by;
    if (pictures[next]) onGo(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The key that points to where one reads on: the other one where that is from right to left.
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    go(event.key === forward ? 1 : -1);
  };
  const turn =
    "absolute inset-y-0 z-10 my-auto size-11! rounded-full bg-toast! text-on-toast! rtl:[&_svg]:-scale-x-100";
  return (
    <Radix.Root open={shown !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-toast opacity-95 animate-appear" />
        <Radix.Content
          data-modal=""
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          {...returnFocus}
          className="fixed inset-0 z-30 flex flex-col text-on-toast animate-appear focus:outline-none"
        >
          <header className="flex h-14 shrink-0 items-center gap-3 ps-4 pe-2">
            <Radix.Title className="min-w-0 flex-1 truncate text-14 font-medium">{shown?.name}</Radix.Title>
            <span aria-live="polite" className="text-13 tabular-nums">
              {position}
            </span>
            {shown ? (
              <Tooltip text={labels.download}>
                <a
                  href={shown.href}
                  download={shown.name}
                  aria-label={labels.download}
                  className="grid size-8 shrink-0 place-items-center rounded-1 hover:bg-hover hover:text-text max-md:size-11 [&_svg]:size-[18px]"
                >
                  <Download aria-hidden="true" />
                </a>
              </Tooltip>
            ) : null}
            <Radix.Close asChild>
              <IconButton label={labels.close} keys="Esc" className="text-on-toast!">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          {/* A press beside the picture leaves, as everywhere. */}
          <div
            className="relative grid min-h-0 flex-1 place-items-center px-4 pb-4"
            onClick={(event) => event.target === event.currentTarget && onClose()}
          >
            {at !== null && at > 0 ? (
              <IconButton label={labels.previous} onClick={() => go(-1)} className={`${turn} start-4`}>
                <ChevronLeft aria-hidden="true" />
              </IconButton>
            ) : null}
            {shown ? (
              <img key={shown.src} src={shown.src} alt={shown.name} className="max-h-full max-w-full object-contain" />
            ) : null}
            {at !== null && at < pictures.length - 1 ? (
              <IconButton label={labels.next} onClick={() => go(1)} className={`${turn} end-4`}>
                <ChevronRight aria-hidden="true" />
              </IconButton>
            ) : null}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
