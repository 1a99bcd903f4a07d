import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useIsNarrow } from "../../../client/media.ts";
import { useStored } from "../../../client/stored.ts";
import { useMe } from "../../session/me.ts";
import { AttachFromFiles } from "./attach-from-files.tsx";
import { AttachmentTiles } from "./attachment-tiles.tsx";
import { ComposerCard } from "./composer-card.tsx";
import { ComposerFooter } from "./composer-footer.tsx";
import { ComposerHead, type ComposerHeadHandle } from "./composer-head.tsx";
import { closeComposer, type OpenComposer, showComposer } from "./composer-store.ts";
import { RichText } from "./editor/rich-text.tsx";
import { MessageToolbar } from "./editor/toolbar/message-toolbar.tsx";
import { FromField } from "./from-field.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { PlainText } from "./plain-text.tsx";
import { Reminders } from "./reminders.tsx";
import { ConflictBar } from "./saving/conflict-bar.tsx";
import type { SaveState } from "./saving/save-queue.ts";
import { useSendingEntries } from "./sending/use-sending-entries.tsx";
import { Wishes } from "./sending/wishes.tsx";
import type { StartContent } from "./start-content.ts";
import { useComposer } from "./use-composer.ts";

export interface ComposerFormProps {
  composer: OpenComposer;
  initial: StartContent;
  isWindow: boolean;
}

/** A message that is being written: its people, its text, its files, and what becomes of it. */
export function ComposerForm({ composer, initial, isWindow }: ComposerFormProps) {
  const { id, start, view } = composer;
  const t = useTranslations("composer");
  const me = useMe();
  const file = useRef<HTMLInputElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  const head = useRef<ComposerHeadHandle>(null);
  const savedText = useSavedText();
  const [isLinkOpen, setIsLinkOpen] = useState(false);
  const toolbar = useToolbarShown();
  const state = useComposer({
    composer,
    initial,
    onGone: () => closeComposer(id),
    onLink: () => {
      toolbar.show(true);
      setIsLinkOpen(true);
    },
  });
  const { editor, plain, fields, uploads, busy, notice, asked, saved, change, end } = state;
  const sending = useSendingEntries(state);
  const attach = () => file.current?.click();
  const [isPicking, setIsPicking] = useState(false);
  const addPictures = (files: File[]) => uploads.add(files, { arePictures: true });

  return (
    <ComposerCard
      label={t(`title.${start.kind}`)}
      title={fields.subject.trim() || t(`title.${start.kind}`)}
      busyText={busy === null ? undefined : t(`busy.${busy}`)}
      view={isWindow ? "window" : view}
      onView={(next) => showComposer(id, next)}
      onClose={() => void end.leave()}
      onPopOut={() => void end.popOut()}
      onAction={(action) => {
        if (action === "write.send") void state.submit({});
        else if (action === "write.cc") head.current?.reveal("cc");
        else if (action === "write.bcc") head.current?.reveal("bcc");
        else if (action === "write.attach") attach();
        else if (action === "write.discard") void end.discard();
      }}
      onFiles={(files, where) => {
        if (where === "text" && !plain.isOn) addPictures(files);
        else uploads.add(files, { arePictures: false });
      }}
      takesPictures={!plain.isOn}
    >
      {saved.kind === "conflict" ? (
        <ConflictBar
          conflict={saved.conflict}
          onLoad={() => void end.load()}
          onKeep={() => void end.keep()}
          onLeave={() => void end.drop()}
        />
      ) : null}
      <ComposerHead
        ref={head}
        fields={fields}
        addresses={me.addresses}
        errors={state.errors}
        from={<FromField writer={state.writer} />}
        onChange={change}
        isFocused={initial.content.to.length === 0}
        subject={subject}
        onSubjectDone={state.focusText}
      />
      {plain.isOn ? (
        <PlainText
          // Another text than what is in it: it was converted.
          key={plain.initial}
          initial={plain.initial}
          area={plain.area}
          onChange={plain.onChange}
          onFiles={(files) => uploads.add(files, { arePictures: false })}
          lang={state.spelling.lang}
          isFocused={initial.content.to.length > 0}
        />
      ) : (
        <RichText editor={editor} className="min-h-0 flex-1 cursor-text overflow-y-auto px-4 py-3 [&>div]:min-h-full" />
      )}
      {notice === null ? null : (
        <p role="alert" className="mx-4 mb-2 rounded-1 border border-danger px-3 py-2 text-13 text-danger">
          {notice}
        </p>
      )}
      <Wishes fields={fields} onChange={change} />
      <AttachmentTiles
        attachments={fields.attachments}
        uploads={uploads}
        linked={state.linked}
        max={state.maxBytes}
        onRemove={(ref) => change({ attachments: fields.attachments.filter((one) => one !== ref) })}
      />
      <Reminders
        reminders={asked?.reminders ?? []}
        onAttach={() => {
          state.dismiss();
          attach();
        }}
        onSubject={() => {
          state.dismiss();
          subject.current?.focus();
        }}
        onSend={() => void state.submit({ ...asked?.options, isSure: true })}
        onClose={state.dismiss}
      />
      <ComposerFooter
        toolbar={
          plain.isOn ? null : (
            <MessageToolbar
              editor={editor}
              onPictures={addPictures}
              isLinkOpen={isLinkOpen}
              onLinkOpen={setIsLinkOpen}
              className="border-t px-3 py-1"
            />
          )
        }
        isToolbarShown={toolbar.isShown}
        onToolbar={toolbar.show}
        savedText={savedText(saved)}
        isSaveFailed={saved.kind === "failed"}
        isAnswer={"messageId" in start && start.kind !== "again"}
        onSend={(options) => void state.submit(options)}
        onAttach={attach}
        onAttachFromFiles={() => setIsPicking(true)}
        onDiscard={() => void end.discard()}
        more={
          <MoreMenu
            isPlain={plain.isOn}
            onTogglePlain={() => void state.togglePlain()}
            lang={state.spelling.lang}
            onLang={state.spelling.choose}
            entries={sending.entries}
          />
        }
      />
      <input
        ref={file}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])], { arePictures: false });
          event.target.value = "";
        }}
      />
      {sending.dialog}
      {state.linkDialog}
      {isPicking ? (
        <AttachFromFiles
          attached={fields.attachments}
          max={state.maxBytes}
          linked={state.linked}
          onTake={uploads.take}
          onClose={() => setIsPicking(false)}
        />
      ) : null}
    </ComposerCard>
  );
}

/** Whether the toolbar is shown, which this browser remembers; on a narrow screen it is not at first. */
function useToolbarShown() {
  const isNarrow = useIsNarrow();
  const [stored, store] = useStored("composer.toolbar");
  return {
    isShown: stored === null ? !isNarrow : stored === "yes",
    show: (isShown: boolean) => store(isShown ? "yes" : "no"),
  };
}

/** "Saved 10:42": always what is true of the text on the screen. */
function useSavedText(): (state: SaveState) => string {
  const t = useTranslations("composer");
  const dates = useDates();
  return (state) => {
    switch (state.kind) {
      case "saved":
        return t("saved", { time: dates.time(state.at) });
      case "saving":
        return t("saving");
      case "failed":
        return t("notSaved");
      case "unchanged":
      case "waiting":
      case "conflict":
        return "";
    }
  };
}
