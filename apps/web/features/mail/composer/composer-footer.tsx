import { IconButton } from "@carbyne/ui";
import { clsx } from "clsx";
import { FolderOpen, Paperclip, Trash2, Type } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { keepSelection } from "./editor/toolbar.tsx";
import { SendButton, type SendOptions } from "./send-button.tsx";

export interface ComposerFooterProps {
  /** The looks of the text; null for text that has none. */
  toolbar: ReactNode;
  isToolbarShown: boolean;
  onToolbar: (isShown: boolean) => void;
  savedText: string;
  isSaveFailed: boolean;
  isAnswer: boolean;
  onSend: (options: SendOptions) => void;
  onAttach: () => void;
  onAttachFromFiles: () => void;
  onDiscard: () => void;
  more: ReactNode;
}

/** Send, the looks of the text, files, and whether all of it is saved. */
export function ComposerFooter(props: ComposerFooterProps) {
  const t = useTranslations("composer");
  return (
    <div className="shrink-0 max-md:pb-[env(safe-area-inset-bottom)]">
      {props.toolbar !== null && props.isToolbarShown ? props.toolbar : null}
      <div className="flex items-center gap-1 border-t px-3 py-2.5 max-md:flex-wrap">
        <SendButton isAnswer={props.isAnswer} onSend={props.onSend} />
        <IconButton label={t("attach")} side="top" onClick={props.onAttach}>
          <Paperclip aria-hidden="true" />
        </IconButton>
        <IconButton label={t("attachFromFiles")} side="top" onClick={props.onAttachFromFiles}>
          <FolderOpen aria-hidden="true" />
        </IconButton>
        {props.toolbar === null ? null : (
          <IconButton
            label={t("format.title")}
            side="top"
            isOn={props.isToolbarShown}
            onMouseDown={keepSelection}
            onClick={() => props.onToolbar(!props.isToolbarShown)}
          >
            <Type aria-hidden="true" />
          </IconButton>
        )}
        <p
          role="status"
          className={clsx(
            "min-w-0 flex-1 truncate px-1 text-end text-12 max-md:order-last max-md:basis-full max-md:text-start",
            props.isSaveFailed ? "text-danger" : "text-faint",
          )}
        >
          {props.savedText}
        </p>
        <span className="flex max-md:ms-auto">
          {props.more}
          <IconButton label={t("discard")} side="top" onClick={props.onDiscard}>
            <Trash2 aria-hidden="true" />
          </IconButton>
        </span>
      </div>
    </div>
  );
}
