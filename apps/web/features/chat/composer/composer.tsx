import { type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, useCallback, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { useMedia } from "../../../client/media.ts";
import { useStored } from "../../../client/stored.ts";
import type { Mention } from "../markdown/parse.ts";
import { AboutBar } from "./about-bar.tsx";
import { type Attachment, AttachmentChips } from "./attachment-chips.tsx";
import { CompletionList } from "./completion-list.tsx";
import { ComposerTools } from "./composer-tools.tsx";
import { type Format, FormatBar, formats } from "./format-bar.tsx";
import { TextField, typeInto } from "./text-field.tsx";
import { type Completion, type CompletionSources, useCompletions } from "./use-completions.tsx";
import { useDrop } from "./use-drop.ts";
import { useFieldKeys } from "./use-field-keys.ts";
import { useText } from "./use-text.ts";
import { VoiceBar } from "./voice-bar.tsx";
import type { Voice } from "./voice-recorder.ts";

export interface ComposerHandle {
  focus: () => void;
  /** Puts words where the caret is. */
  insert: (text: string) => void;
}

export interface ComposerProps {
  ref?: Ref<ComposerHandle>;
  /** What the field is for, such as "Write to School roof". */
  label: string;
  /** The draft as it is sent, with `<@id>` for names; the caller takes each change at once. */
  value: string;
  onChange: (value: string) => void;
  /** What was written, without spaces at its ends; the caller empties the draft. */
  onSend: (text: string) => void;
  /** What people and rooms in the draft are called; the same function as long as nobody is called otherwise. */
  nameOf: (mention: Mention) => string | null;
  sources: CompletionSources;
  attachments?: readonly Attachment[];
  /** Files were chosen, dropped or pasted. Without it there are none here. */
  onFiles?: (files: File[]) => void;
  onRemoveFile?: (id: string) => void;
  onRetryFile?: (id: string) => void;
  /** Other ways to attach, such as from Files, in the menu of the first button. */
  attachEntries?: readonly MenuEntry[];
  onVoice?: (voice: Voice) => void;
  /** Enter sends, or begins a line and Ctrl+Enter sends. Without a keyboard it always begins a line. */
  sendKey?: "enter" | "ctrl-enter";
  /** Other ways to send, such as later. */
  sendEntries?: readonly MenuEntry[];
  /** An answer or a change that is being written, and the way out of it. */
  about?: { kind: "reply" | "edit"; words: string; onEnd: () => void } | null;
  /** The arrow up in an empty field. */
  onEditLast?: () => void;
  /** Escape, where it ends nothing else. */
  onEscape?: () => void;
  /** The most letters that are taken. */
  limit?: number;
  /** Why nothing can be said here. */
  closed?: string | null;
  /** What became of the draft, such as "Saved 10:42". */
  note?: string;
  /** More buttons, such as for a poll. */
  tools?: ReactNode;
  /** For a narrow pane: fewer buttons, and a small one to send. */
  isCompact?: boolean;
}

/** Near the limit it is said how much is left. */
const nearLimit = 500;

/** Where one writes to others. */
export function Composer(props: ComposerProps) {
  const { label, attachments = [], onFiles, about = null, limit, closed = null, sources, isCompact = false } = props;
  const t = useTranslations("chat.composer");
  const tText = useTranslations("chat.text");
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const hintId = useId();
  const hasKeyboard = !useMedia("(pointer: coarse)");
  const sendKey = hasKeyboard ? (props.sendKey ?? "enter") : "ctrl-enter";
  const [stored, store] = useStored("chat.format");
  const [isRecording, setIsRecording] = useState(false);
  const { nameOf } = props;
  const text = useText({
    area,
    value: props.value,
    onChange: props.onChange,
    nameOf: useCallback((of: Mention) => (of.kind === "everyone" ? tText(of.whom) : nameOf(of)), [nameOf, tText]),
  });
  const { shown } = text;
  const completions = useCompletions({ shown, caret: text.caret, sources, known: text.known });
  const isOpen = completions.query !== null;
  const drop = useDrop(onFiles);
  const left = limit === undefined ? Number.POSITIVE_INFINITY : limit - props.value.trim().length;
  const isWaiting = attachments.some(({ progress, error }) => progress !== null && !error);
  const isSendable = left >= 0 && !isWaiting && (props.value.trim() !== "" || attachments.length > 0);

  // Once the recording has made room, the field has the keyboard again.
  const wasRecording = useRef(false);
  useEffect(() => {
    if (wasRecording.current && !isRecording) area.current?.focus();
    wasRecording.current = isRecording;
  }, [isRecording]);

  const insert = (words: string) => {
    const at = area.current;
    if (!at) return;
    const [from, to] = [at.selectionStart, at.selectionEnd];
    typeInto(at, { from, to, insert: words, select: [from + words.length, from + words.length] });
  };
  useImperativeHandle(props.ref, () => ({ focus: () => area.current?.focus(), insert }));

  const format = (wanted: Format) => {
    const at = area.current;
    if (at) typeInto(at, formats[wanted]({ text: at.value, from: at.selectionStart, to: at.selectionEnd }));
  };
  const choose = (item: Completion) => {
    const { query } = completions;
    const at = area.current;
    if (!query || !at) return;
    if (item.sign !== null) text.known.set(item.insert, item.sign);
    const words = `${item.insert} `;
    const end = query.from + words.length;
    typeInto(at, { from: query.from, to: query.to, insert: words, select: [end, end] });
  };
  const send = () => {
    if (!isSendable) return;
    const [, name, rest = ""] = /^\/([\w-]+)(?:\s+([\s\S]*))?$/.exec(props.value.trim()) ?? [];
    const command = name === undefined ? undefined : sources.commands?.find((one) => one.name === name);
    if (!command) props.onSend(props.value.trim());
    else {
      props.onChange("");
      command.onRun(rest.trim());
    }
  };

  const keys = useFieldKeys({
    text,
    completions,
    sendKey,
    onChoose: choose,
    onFormat: format,
    onSend: send,
    onEditLast: attachments.length === 0 ? props.onEditLast : undefined,
    onEscape: about ? about.onEnd : props.onEscape,
    onFiles,
  });

  if (closed !== null)
    return (
      <p role="status" className="mx-5 mt-1 rounded-2 border bg-sunken px-3 py-2.5 text-13 text-muted max-md:mx-3">
        {closed}
      </p>
    );
  return (
    <div className="relative mx-5 mt-1 max-md:mx-2" {...drop.handlers}>
      {isOpen && completions.query ? (
        <CompletionList
          id={listId}
          label={t(`completions.${completions.query.kind}`)}
          items={completions.items}
          at={completions.at}
          onPoint={completions.setAt}
          onChoose={choose}
        />
      ) : null}
      <div
        className={clsx(
          "rounded-2 border border-strong bg-raised focus-within:border-focus focus-within:ring-3 focus-within:ring-accent-soft",
          drop.isOver && "border-focus ring-3 ring-accent-soft",
        )}
      >
        {about ? <AboutBar {...about} /> : null}
        {stored === "shown" && !isRecording && !isCompact ? <FormatBar onFormat={format} /> : null}
        {attachments.length > 0 ? (
          <AttachmentChips
            attachments={attachments}
            onRemove={(id) => props.onRemoveFile?.(id)}
            onRetry={props.onRetryFile}
          />
        ) : null}
        {isRecording && props.onVoice ? (
          <VoiceBar onVoice={props.onVoice} onEnd={() => setIsRecording(false)} />
        ) : (
          <>
            <TextField
              ref={area}
              shown={shown}
              aria-label={label}
              aria-describedby={left <= nearLimit ? hintId : undefined}
              aria-invalid={left < 0 || undefined}
              aria-autocomplete="list"
              aria-controls={isOpen ? listId : undefined}
              aria-activedescendant={isOpen ? `${listId}-${completions.at}` : undefined}
              placeholder={drop.isOver ? t("drop") : label}
              onChange={(event) => text.onInput(event.target.value, event.target.selectionStart)}
              {...keys}
              onFocus={text.noteCaret}
              onBlur={text.noteCaret}
            />
            <ComposerTools
              isCompact={isCompact}
              isEdit={about?.kind === "edit"}
              onFiles={onFiles}
              attachEntries={props.attachEntries}
              isFormatShown={stored === "shown"}
              onFormat={() => store(stored === "shown" ? null : "shown")}
              onInsert={insert}
              onVoice={props.onVoice ? () => setIsRecording(true) : undefined}
              tools={props.tools}
              note={
                left <= nearLimit ? (
                  <span id={hintId} role="status" className={left < 0 ? "font-medium text-danger" : undefined}>
                    {left < 0 ? t("tooLong", { count: -left }) : t("left", { count: left })}
                  </span>
                ) : (
                  props.note
                )
              }
              isSendable={isSendable}
              sendKeys={sendKey === "enter" ? "Enter" : "Ctrl+Enter"}
              onSend={send}
              sendEntries={props.sendEntries}
            />
          </>
        )}
      </div>
    </div>
  );
}
