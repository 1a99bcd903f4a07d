import { Button, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { AtSign, Check, ChevronDown, Mic, Plus, SendHorizontal, Smile, Type, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { EmojiPopover } from "../../../client/emoji/emoji-popover.tsx";

export interface ComposerToolsProps {
  isCompact: boolean;
  /** What is sent takes the place of what was said. */
  isEdit: boolean;
  onFiles: ((files: File[]) => void) | undefined;
  attachEntries: readonly MenuEntry[] | undefined;
  isFormatShown: boolean;
  onFormat: () => void;
  onInsert: (text: string) => void;
  onVoice: (() => void) | undefined;
  tools: ReactNode;
  note: ReactNode;
  isSendable: boolean;
  sendKeys: string;
  onSend: () => void;
  sendEntries: readonly MenuEntry[] | undefined;
}

/** Below the field: what can be put into a message, and the way to send it. */
export function ComposerTools(props: ComposerToolsProps) {
  const { isCompact, onFiles, attachEntries = [], onInsert } = props;
  const t = useTranslations("chat.composer");
  const tEmoji = useTranslations("chat.emoji");
  return (
    <div className="flex items-center gap-0.5 px-1.5 pt-0.5 pb-1.5">
      {onFiles ? <AttachButton onFiles={onFiles} entries={attachEntries} /> : null}
      {isCompact ? null : (
        <IconButton
          label={t("format.title")}
          side="top"
          isOn={props.isFormatShown}
          onClick={props.onFormat}
          className="max-md:hidden"
        >
          <Type aria-hidden="true" />
        </IconButton>
      )}
      <EmojiPopover
        onChoose={(sign) => onInsert(sign)}
        trigger={
          <IconButton label={tEmoji("title")} side="top">
            <Smile aria-hidden="true" />
          </IconButton>
        }
      />
      <IconButton label={t("mention")} keys="@" side="top" onClick={() => onInsert("@")}>
        <AtSign aria-hidden="true" />
      </IconButton>
      {props.tools}
      {props.onVoice ? (
        <IconButton label={t("voice.title")} side="top" onClick={props.onVoice}>
          <Mic aria-hidden="true" />
        </IconButton>
      ) : null}
      <span className="me-2 ms-auto min-w-0 truncate text-12 text-muted tabular-nums">{props.note}</span>
      <SendButton {...props} />
    </div>
  );
}

function AttachButton({ onFiles, entries }: { onFiles: (files: File[]) => void; entries: readonly MenuEntry[] }) {
  const t = useTranslations("chat.composer");
  const input = useRef<HTMLInputElement>(null);
  const ask = () => input.current?.click();
  const button = (
    <IconButton label={t("attach")} side="top" {...(entries.length > 0 ? {} : { onClick: ask })}>
      <Plus aria-hidden="true" />
    </IconButton>
  );
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      {entries.length > 0 ? (
        <Menu
          trigger={button}
          side="top"
          align="start"
          entries={[{ label: t("upload"), icon: <Upload aria-hidden="true" />, onSelect: ask }, ...entries]}
        />
      ) : (
        button
      )}
    </>
  );
}

function SendButton({ isCompact, isEdit, isSendable, sendKeys, onSend, sendEntries = [] }: ComposerToolsProps) {
  const t = useTranslations("chat.composer");
  const icon = isEdit ? <Check aria-hidden="true" /> : <SendHorizontal aria-hidden="true" />;
  const label = t(isEdit ? "save" : "send");
  const hasMenu = sendEntries.length > 0 && !isEdit;
  if (isCompact)
    return (
      <>
        <IconButton
          label={label}
          keys={sendKeys}
          side="top"
          disabled={!isSendable}
          onClick={onSend}
          className={clsx(isSendable && "text-accent-ink!")}
        >
          {icon}
        </IconButton>
        {hasMenu ? (
          <Menu
            side="top"
            trigger={
              <IconButton label={t("sendOptions")} size="small" side="top" disabled={!isSendable}>
                <ChevronDown aria-hidden="true" />
              </IconButton>
            }
            entries={sendEntries}
          />
        ) : null}
      </>
    );
  return (
    <div className="flex shrink-0">
      <Button
        look="primary"
        title={`${label} (${sendKeys})`}
        aria-label={label}
        disabled={!isSendable}
        onClick={onSend}
        className={clsx("max-md:size-11 max-md:px-0!", hasMenu && "rounded-e-[0px]")}
      >
        {icon}
        <span className="max-md:hidden">{label}</span>
      </Button>
      {hasMenu ? (
        <Menu
          side="top"
          trigger={
            <Button
              look="primary"
              aria-label={t("sendOptions")}
              title={t("sendOptions")}
              disabled={!isSendable}
              className="ms-px rounded-s-[0px] px-1.5!"
            >
              <ChevronDown aria-hidden="true" />
            </Button>
          }
          entries={sendEntries}
        />
      ) : null}
    </div>
  );
}
