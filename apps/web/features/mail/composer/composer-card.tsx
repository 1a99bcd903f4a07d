import { IconButton } from "@carbyne/ui";
import { clsx } from "clsx";
import { Maximize2, Minimize2, Minus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import type { ComposerView } from "./composer-store.ts";
import { useFileDrop } from "./use-file-drop.ts";

export interface ComposerCardProps {
  /** What it is: a new message, an answer. */
  label: string;
  title: string;
  /** Instead of the title while there is nothing to write any more, such as when it is being sent. */
  busyText?: string | undefined;
  view: ComposerView;
  onView: (view: ComposerView) => void;
  onClose: () => void;
  onSend?: () => void;
  onFiles?: (files: File[]) => void;
  children: ReactNode;
}

/** The card of a message that is being written: docked, folded to its title, or large; a whole sheet where the screen is narrow. */
export function ComposerCard(props: ComposerCardProps) {
  const { label, title, busyText, view, onView, onClose, onSend, onFiles, children } = props;
  const t = useTranslations("composer");
  const drop = useFileDrop(onFiles);
  const isFolded = view === "minimised" || busyText !== undefined;
  const latestSend = useRef(onSend);
  useEffect(() => {
    latestSend.current = onSend;
  });
  useReturnedFocus();

  const onKeyDownCapture = (event: KeyboardEvent) => {
    // The editor has a use of its own for it, which nobody expects.
    if (event.key === "Escape" && event.target instanceof HTMLElement && event.target.isContentEditable) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.nativeEvent.isComposing) onClose();
      return;
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !onSend || isFolded) return;
    event.preventDefault();
    event.stopPropagation();
    // An address that is still being typed is taken when its field loses the focus, and is known only after that.
    if (event.target instanceof HTMLElement) event.target.blur();
    setTimeout(() => latestSend.current?.());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isFolded) return;
    // The keys of the list behind must not act while somebody writes; what has Ctrl still reaches the palette.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // A layer of its own, such as a menu, takes the key itself, and its events come through here too.
    if (!event.currentTarget.contains(event.target as Node)) return;
    onClose();
  };

  return (
    <section
      role="dialog"
      aria-label={title === label ? label : `${label}: ${title}`}
      // Keys of the application wait while this covers it.
      {...(view === "full" && !isFolded ? { "data-modal": "" } : {})}
      {...(isFolded ? {} : drop.handlers)}
      onKeyDownCapture={onKeyDownCapture}
      onKeyDown={onKeyDown}
      className={clsx(
        "pointer-events-auto flex flex-col border bg-raised shadow-modal animate-rise",
        (isFolded || view !== "full") && "relative",
        isFolded && "order-1 h-11 w-[280px] rounded-t-2 border-b-0 max-md:w-full max-md:rounded-2 max-md:border-b",
        !isFolded && "max-md:fixed max-md:inset-0 max-md:h-auto max-md:w-auto max-md:rounded-[0px] max-md:border-0",
        !isFolded && view === "docked" && "h-[min(600px,calc(100dvh-72px))] w-[560px] rounded-t-3 border-b-0",
        !isFolded && view === "full" && "fixed inset-x-[max(24px,calc(50vw-480px))] inset-y-6 rounded-3",
      )}
    >
      <div className="flex h-11 shrink-0 items-center gap-1 ps-4 pe-1.5 max-md:h-14 max-md:border-b">
        {isFolded && busyText === undefined ? (
          <button type="button" onClick={() => onView("docked")} className="h-full min-w-0 flex-1 text-start">
            <Title text={title} />
          </button>
        ) : (
          <span className="min-w-0 flex-1" aria-live="polite">
            <Title text={busyText ?? title} />
          </span>
        )}
        {busyText === undefined ? (
          <>
            <IconButton
              label={isFolded ? t("unfold") : t("minimise")}
              size="small"
              side="top"
              onClick={() => onView(isFolded ? "docked" : "minimised")}
              className="max-md:hidden"
            >
              {isFolded ? <Maximize2 aria-hidden="true" /> : <Minus aria-hidden="true" />}
            </IconButton>
            {isFolded ? null : (
              <IconButton
                label={view === "full" ? t("dock") : t("full")}
                size="small"
                side="top"
                onClick={() => onView(view === "full" ? "docked" : "full")}
                className="max-md:hidden"
              >
                {view === "full" ? <Minimize2 aria-hidden="true" /> : <Maximize2 aria-hidden="true" />}
              </IconButton>
            )}
            <IconButton label={t("close")} keys="Esc" side="top" onClick={onClose} className="md:size-[30px]">
              <X aria-hidden="true" />
            </IconButton>
          </>
        ) : null}
      </div>
      <div className={clsx("flex min-h-0 flex-1 flex-col", isFolded && "hidden")}>{children}</div>
      {drop.isOver ? (
        <div className="pointer-events-none absolute inset-1 z-10 grid place-items-center rounded-2 border-2 border-dashed border-accent bg-accent-soft text-16 font-medium text-accent-ink">
          {t("dropHere")}
        </div>
      ) : null}
    </section>
  );
}

function Title({ text }: { text: string }) {
  return <span className="block truncate text-13 font-semibold max-md:text-16">{text}</span>;
}

/** When the card leaves, the focus goes back to where it was. */
function useReturnedFocus(): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    return () => {
      const { activeElement } = document;
      const isLost = activeElement === null || activeElement === document.body;
      if (isLost && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    };
  }, []);
}
