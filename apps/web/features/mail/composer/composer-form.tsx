import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useDates } from "../../../client/dates.ts";
import { useMe } from "../../session/me.ts";
import type { DraftContent } from "../types.ts";
import { AttachmentTiles } from "./attachment-tiles.tsx";
import { ComposerCard } from "./composer-card.tsx";
import { ComposerFooter } from "./composer-footer.tsx";
import { ComposerHead } from "./composer-head.tsx";
import { type OpenComposer, showComposer } from "./composer-store.ts";
import { RichText } from "./editor/rich-text.tsx";
import { MissingAttachment } from "./missing-attachment.tsx";
import type { SaveState } from "./save-queue.ts";
import { useComposer } from "./use-composer.ts";
import { focusStart } from "./use-message-editor.ts";

/** A message that is being written: its people, its text, its files, and what becomes of it. */
export function ComposerForm({ composer, initial }: { composer: OpenComposer; initial: DraftContent }) {
  const { id, start, view } = composer;
  const t = useTranslations("composer");
  const me = useMe();
  const file = useRef<HTMLInputElement>(null);
  const savedText = useSavedText();
  const state = useComposer(composer, initial);
  const { editor, fields, uploads, busy, notice, change } = state;
  const attach = () => file.current?.click();

  return (
    <ComposerCard
      label={t(`title.${start.kind}`)}
      title={fields.subject.trim() || t(`title.${start.kind}`)}
      busyText={busy === null ? undefined : t(`busy.${busy}`)}
      view={view}
      onView={(next) => showComposer(id, next)}
      onClose={() => void state.leave()}
      onSend={() => void state.submit({})}
      onFiles={(files) => uploads.add(files, { arePictures: false })}
    >
      <ComposerHead
        fields={fields}
        addresses={me.addresses}
        errors={state.errors}
        onChange={change}
        isFocused={initial.to.length === 0}
        onSubjectDone={() => focusStart(editor)}
      />
      <RichText editor={editor} className="min-h-0 flex-1 cursor-text overflow-y-auto px-4 py-3 [&>div]:min-h-full" />
      {notice === null ? null : (
        <p role="alert" className="mx-4 mb-2 rounded-1 border border-danger px-3 py-2 text-13 text-danger">
          {notice}
        </p>
      )}
      <AttachmentTiles
        attachments={fields.attachments}
        uploads={uploads}
        onRemove={(ref) => change({ attachments: fields.attachments.filter((one) => one !== ref) })}
      />
      <ComposerFooter
        editor={editor}
        savedText={savedText(state.saved)}
        isSaveFailed={state.saved.kind === "failed"}
        isAnswer={"messageId" in start}
        onSend={(options) => void state.submit(options)}
        onAttach={attach}
        onPicture={(files) => uploads.add(files, { arePictures: true })}
        onDiscard={() => void state.discard()}
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
      <MissingAttachment
        isOpen={state.asked !== null}
        onClose={() => state.ask(null)}
        onAttach={() => {
          state.ask(null);
          attach();
        }}
        onSend={() => {
          state.ask(null);
          void state.submit({ ...state.asked, isSure: true });
        }}
      />
    </ComposerCard>
  );
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
        return "";
    }
  };
}
