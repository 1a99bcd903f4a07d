import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { useMe } from "../../session/me.ts";
import { useSettings } from "../../settings/api.ts";
import { draftServer } from "../api.ts";
import type { AttachmentRef, DraftContent } from "../types.ts";
import { AttachmentTiles } from "./attachment-tiles.tsx";
import { mentionsAttachment } from "./attachment-words.ts";
import { ComposerCard } from "./composer-card.tsx";
import { ComposerFooter } from "./composer-footer.tsx";
import { ComposerHead, type HeadErrors } from "./composer-head.tsx";
import { closeComposer, type OpenComposer, openComposer, showComposer } from "./composer-store.ts";
import { emptyContent, isSameContent, pictureUrl, withoutLostPictures } from "./content.ts";
import { ownText, toEditorHtml, toMessageHtml } from "./editor/message-html.ts";
import { RichText } from "./editor/rich-text.tsx";
import { MissingAttachment } from "./missing-attachment.tsx";
import { looksLikeAddress } from "./parse-addresses.ts";
import { withRoom } from "./start-content.ts";
import { useDraft } from "./use-draft.ts";
import { useMessageEditor } from "./use-message-editor.ts";
import { useSend } from "./use-send.ts";
import { useUploads } from "./use-uploads.ts";

type Fields = Omit<DraftContent, "html">;
type Busy = "sending" | "closing" | null;

/** A message that is being written: its people, its text, its files, and what becomes of it. */
export function ComposerForm({ composer, initial }: { composer: OpenComposer; initial: DraftContent }) {
  const { id, start, view } = composer;
  const t = useTranslations("composer");
  const words = useWords();
  const dates = useDates();
  const me = useMe();
  const { settings } = useSettings();
  const send = useSend();
  const [{ html, ...startFields }] = useState(() => initial);
  const [fields, setFields] = useState<Fields>(startFields);
  const [errors, setErrors] = useState<HeadErrors>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState<Busy>(null);
  const [isAsking, setIsAsking] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const isOwn = start.kind === "draft" || start.kind === "returned";

  const read = (): DraftContent => {
    const text = toMessageHtml(editor.getHTML());
    return { ...fields, html: text, attachments: withoutLostPictures(fields.attachments, text) };
  };
  const draft = useDraft("draftId" in start ? start.draftId : undefined, read);
  const addRef = (ref: AttachmentRef) => {
    setFields((now) => ({ ...now, attachments: [...now.attachments, ref] }));
    if (ref.contentId !== undefined)
      editor
        .chain()
        .focus()
        .setImage({ src: pictureUrl(ref), alt: ref.name })
        .run();
    draft.touch();
  };
  const uploads = useUploads(addRef);
  const editor = useMessageEditor({
    html: isOwn ? toEditorHtml(html, "self") : withRoom(toEditorHtml(html, "other"), settings.signature),
    onChange: draft.touch,
    onFiles: (files) => uploads.add(files, { arePictures: true }),
  });

  const { begin, touch } = draft;
  useEffect(() => {
    // What was thrown away and taken back is not saved anywhere.
    const isLost = start.kind === "returned" && start.draftId === undefined;
    begin(isLost ? emptyContent : { ...startFields, html: toMessageHtml(editor.getHTML()) });
    if (isLost) touch();
    if (startFields.to.length > 0) editor.commands.focus("start");
  }, [begin, touch, editor, start, startFields]);

  const change = (part: Partial<Fields>) => {
    setFields((now) => ({ ...now, ...part }));
    setErrors({});
    draft.touch();
  };

  const leave = async () => {
    const queue = draft.queue();
    const before = queue?.draftId;
    setBusy("closing");
    try {
      if (queue?.isDirty) await queue.flush();
      closeComposer(id);
      if (queue?.draftId !== undefined && (queue.draftId !== before || draft.state.kind !== "unchanged"))
        showToast({ text: t("kept") });
    } catch (error) {
      setBusy(null);
      const { text, hint } = words(error);
      setNotice(`${text} ${hint}`);
    }
  };

  const discard = async () => {
    const content = read();
    const queue = draft.queue();
    closeComposer(id);
    await queue?.stop();
    try {
      if (queue?.draftId !== undefined) await draftServer.discard({ draftId: queue.draftId });
      if (queue?.draftId === undefined && isSameContent({ ...content, html: "" }, { ...emptyContent, html: "" }))
        return;
      const undo = () => openComposer({ kind: "returned", content });
      showToast({ text: t("discarded"), action: { label: t("undo"), run: undo } });
    } catch (error) {
      showToast({ text: words(error).text });
    }
  };

  const submit = async ({ isSure }: { isSure: boolean }) => {
    const content = read();
    const everybody = [...content.to, ...content.cc, ...content.bcc];
    const wrong = everybody.find((one) => !looksLikeAddress(one.address));
    if (everybody.length === 0) return setErrors({ to: t("recipientMissing") });
    if (wrong) return setErrors({ to: t("addressWrong", { address: wrong.address }) });
    if (uploads.pending.length > 0)
      return setNotice(t(uploads.pending.some((one) => one.error === null) ? "stillUploading" : "uploadFailed"));
    const hasFiles = content.attachments.length > 0;
    if (!isSure && !hasFiles && mentionsAttachment(`${content.subject}\n${ownText(editor.getHTML())}`))
      return setIsAsking(true);
    const queue = draft.queue();
    setNotice(null);
    setBusy("sending");
    await queue?.stop();
    try {
      await send({ draftId: queue?.draftId, content });
      closeComposer(id);
    } catch (error) {
      setBusy(null);
      queue?.resume();
      const { text, hint } = words(error);
      setNotice(`${text} ${hint}`);
    }
  };

  const saved =
    draft.state.kind === "saved"
      ? t("saved", { time: dates.time(draft.state.at) })
      : draft.state.kind === "failed"
        ? t("notSaved")
        : draft.state.kind === "saving"
          ? t("saving")
          : "";

  return (
    <ComposerCard
      title={fields.subject.trim() || t(`title.${start.kind}`)}
      busyText={busy === null ? undefined : t(`busy.${busy}`)}
      view={view}
      onView={(next) => showComposer(id, next)}
      onClose={() => void leave()}
      onSend={() => void submit({ isSure: false })}
      onFiles={(files) => uploads.add(files, { arePictures: false })}
    >
      <ComposerHead
        fields={fields}
        addresses={me.addresses}
        errors={errors}
        onChange={change}
        isFocused={startFields.to.length === 0}
        onSubjectDone={() => editor.commands.focus("start")}
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
        savedText={saved}
        isSaveFailed={draft.state.kind === "failed"}
        onSend={() => void submit({ isSure: false })}
        onAttach={() => file.current?.click()}
        onPicture={(files) => uploads.add(files, { arePictures: true })}
        onDiscard={() => void discard()}
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
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onAttach={() => {
          setIsAsking(false);
          file.current?.click();
        }}
        onSend={() => {
          setIsAsking(false);
          void submit({ isSure: true });
        }}
      />
    </ComposerCard>
  );
}
