import { Button, IconButton, Menu } from "@carbyne/ui";
import type { Editor } from "@tiptap/react";
import { clsx } from "clsx";
import { Archive, ChevronDown, ImagePlus, Paperclip, Send, Trash2, Type } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useIsNarrow } from "../../../client/media.ts";
import { useStored } from "../../../client/stored.ts";
import { keepSelection, Toolbar } from "./editor/toolbar.tsx";

export interface ComposerFooterProps {
  editor: Editor;
  savedText: string;
  isSaveFailed: boolean;
  /** It answers or passes on a message, which can leave the list with it. */
  isAnswer: boolean;
  onSend: (options: { andArchive?: boolean }) => void;
  onAttach: () => void;
  onPicture: (files: File[]) => void;
  onDiscard: () => void;
}

/** Send, the looks of the text, files, and whether all of it is saved. */
export function ComposerFooter(props: ComposerFooterProps) {
  const t = useTranslations("composer");
  const isNarrow = useIsNarrow();
  const [stored, store] = useStored("composer.toolbar");
  const isToolbarShown = stored === null ? !isNarrow : stored === "yes";
  const picture = useRef<HTMLInputElement>(null);
  return (
    <div className="shrink-0 max-md:pb-[env(safe-area-inset-bottom)]">
      {isToolbarShown ? <Toolbar editor={props.editor} className="border-t px-3 py-1" /> : null}
      <div className="flex items-center gap-1 border-t px-3 py-2.5 max-md:flex-wrap">
        <div className="me-1 flex">
          <Button
            look="primary"
            onClick={() => props.onSend({})}
            title={t("sendKeys")}
            className={clsx(props.isAnswer && "rounded-e-[0px]")}
          >
            <Send aria-hidden="true" />
            {t("send")}
          </Button>
          {props.isAnswer ? (
            <Menu
              side="top"
              align="start"
              trigger={
                <Button
                  look="primary"
                  aria-label={t("sendMore")}
                  className="ms-px rounded-s-[0px] px-1.5! max-md:px-2.5!"
                >
                  <ChevronDown aria-hidden="true" />
                </Button>
              }
              entries={[
                {
                  label: t("sendAndArchive"),
                  icon: <Archive aria-hidden="true" />,
                  onSelect: () => props.onSend({ andArchive: true }),
                },
              ]}
            />
          ) : null}
        </div>
        <IconButton label={t("attach")} side="top" onClick={props.onAttach}>
          <Paperclip aria-hidden="true" />
        </IconButton>
        <IconButton label={t("picture")} side="top" onClick={() => picture.current?.click()}>
          <ImagePlus aria-hidden="true" />
        </IconButton>
        <IconButton
          label={t("format.title")}
          side="top"
          isOn={isToolbarShown}
          onMouseDown={keepSelection}
          onClick={() => store(isToolbarShown ? "no" : "yes")}
        >
          <Type aria-hidden="true" />
        </IconButton>
        <p
          role="status"
          className={clsx(
            "min-w-0 flex-1 truncate px-1 text-end text-12 max-md:order-last max-md:basis-full max-md:text-start",
            props.isSaveFailed ? "text-danger" : "text-faint",
          )}
        >
          {props.savedText}
        </p>
        <IconButton label={t("discard")} side="top" onClick={props.onDiscard} className="max-md:ms-auto">
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      <input
        ref={picture}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        onChange={(event) => {
          props.onPicture([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </div>
  );
}
