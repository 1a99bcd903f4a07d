import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import type { Action } from "../../../client/keys/actions.ts";
import { actionOf } from "../../../client/keys/keymap-store.ts";
import { useLatest } from "../../../client/latest.ts";
import { CardBar } from "./card-bar.tsx";
import type { ComposerView } from "./composer-store.ts";
import { keepFocusInside, useReturnedFocus } from "./card-focus.ts";
import { type DropPlace, useFileDrop } from "./use-file-drop.ts";

export interface ComposerCardProps {
  /** What it is: a new message, an answer. */
  label: string;
  title: string;
  /** Instead of the title while there is nothing to write any more, such as when it is being sent. */
  busyText?: string | undefined;
  /** `window` fills a window of its own. */
  view: ComposerView | "window";
  onView: (view: ComposerView) => void;
  onClose: () => void;
  onPopOut?: () => void;
  /** A key of those that are pressed while one writes. */
  onAction?: (action: Action) => void;
  onFiles?: (files: File[], where: DropPlace) => void;
  takesPictures?: boolean;
  children: ReactNode;
}

/** The card of a message that is being written: docked, folded to its title, or large; a whole sheet where the screen is narrow. */
export function ComposerCard(props: ComposerCardProps) {
  const { label, title, busyText, view, onClose, onAction, onFiles, takesPictures = false, children } = props;
  const t = useTranslations("composer");
  const drop = useFileDrop({ onFiles, takesPictures });
  const isWindow = view === "window";
  const isFolded = !isWindow && (view === "minimised" || busyText !== undefined);
  const isFull = view === "full" && !isFolded;
  const act = useLatest((action: Action) => onAction?.(action));
  useReturnedFocus();

  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    // The editor has a use of its own for it, which nobody expects.
    if (event.key === "Escape" && event.target instanceof HTMLElement && event.target.isContentEditable) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.nativeEvent.isComposing) onClose();
      return;
    }
    const action = isFolded || event.nativeEvent.isComposing ? null : actionOf("writing", event.nativeEvent);
    if (action === null || !onAction) return;
    event.preventDefault();
    event.stopPropagation();
    if (action !== "write.send") return act(action);
    // An address that is still being typed is taken when its field loses the focus, and is known only after that.
    if (event.target instanceof HTMLElement) event.target.blur();
    setTimeout(() => act(action));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isFolded) return;
    if (isFull) keepFocusInside(event);
    // The keys of the list behind must not act while somebody writes; what has Ctrl still reaches the palette.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // A layer of its own, such as a menu, takes the key itself, and its events come through here too.
    if (!event.currentTarget.contains(event.target as Node)) return;
    onClose();
  };

  return (
    <>
      {isFull ? <div aria-hidden="true" className="pointer-events-auto fixed inset-0 bg-scrim max-md:hidden" /> : null}
      <section
        role={isWindow ? "main" : "dialog"}
        aria-label={title === label ? label : `${label}: ${title}`}
        // Keys of the application wait while this covers it.
        {...(isFull ? { "data-modal": "", "aria-modal": true } : {})}
        {...(isFolded ? {} : drop.handlers)}
        onKeyDownCapture={onKeyDownCapture}
        onKeyDown={onKeyDown}
        className={clsx(
          "pointer-events-auto flex flex-col bg-raised",
          !isWindow && "border shadow-modal animate-rise",
          isWindow && "relative mx-auto h-dvh max-w-[960px] min-[961px]:border-x",
          !isWindow && !isFull && "relative",
          isFolded &&
            "order-1 h-11 w-[280px] min-w-28 shrink rounded-t-2 border-b-0 max-md:w-full max-md:rounded-2 max-md:border-b",
          !isFolded &&
            !isWindow &&
            "max-md:fixed max-md:inset-0 max-md:h-auto max-md:w-auto max-md:rounded-[0px] max-md:border-0",
          !isFolded &&
            view === "docked" &&
            "h-[min(600px,calc(100dvh-72px))] w-[560px] shrink-0 rounded-t-3 border-b-0",
          isFull && "fixed inset-x-[max(24px,calc(50vw-480px))] inset-y-6 rounded-3",
        )}
      >
        <CardBar
          title={title}
          busyText={busyText}
          view={view}
          isFolded={isFolded}
          onView={props.onView}
          onClose={onClose}
          onPopOut={props.onPopOut}
        />
        <div className={clsx("flex min-h-0 flex-1 flex-col", (isFolded || busyText !== undefined) && "hidden")}>
          {children}
        </div>
        {drop.over === null ? null : (
          <div className="pointer-events-none absolute inset-1 z-10 flex flex-col gap-1">
            {drop.over.isChoice ? <DropZone isOver={drop.over.place === "text"} text={t("dropIntoText")} /> : null}
            <DropZone isOver={drop.over.place === "files"} text={t("dropHere")} />
          </div>
        )}
      </section>
    </>
  );
}

function DropZone({ isOver, text }: { isOver: boolean; text: string }) {
  return (
    <div
      className={clsx(
        "grid flex-1 place-items-center rounded-2 border-2 border-dashed text-16 font-medium",
        isOver ? "border-accent bg-accent-soft text-accent-ink" : "border-strong bg-sunken text-muted",
      )}
    >
      {text}
    </div>
  );
}
