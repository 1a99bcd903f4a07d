import { showToast } from "@carbyne/ui";
import type { Editor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useSettings } from "../../settings/api.ts";
import { draftServer } from "../api.ts";
import type { AttachmentRef, DraftContent } from "../types.ts";
import { mentionsAttachment } from "./attachment-words.ts";
import type { HeadErrors } from "./composer-head.tsx";
import { closeComposer, type OpenComposer, openComposer } from "./composer-store.ts";
import { emptyContent, isSameContent, pictureUrl, withoutLostPictures } from "./content.ts";
import { ownText, toEditorHtml, toMessageHtml } from "./editor/message-html.ts";
import { looksLikeAddress } from "./parse-addresses.ts";
import type { SaveState } from "./save-queue.ts";
import { withRoom } from "./start-content.ts";
import { useDraft } from "./use-draft.ts";
import { focusStart, useMessageEditor } from "./use-message-editor.ts";
import { useSend } from "./use-send.ts";
import { type Uploads, useUploads } from "./use-uploads.ts";

type Fields = Omit<DraftContent, "html">;

export interface SubmitOptions {
  /** Sends although nothing is attached. */
  isSure?: boolean;
  andArchive?: boolean;
}

export interface ComposerState {
  editor: Editor;
  fields: Fields;
  errors: HeadErrors;
  /** Why it could not be done, in words. */
  notice: string | null;
  busy: "sending" | "closing" | null;
  saved: SaveState;
  uploads: Uploads;
  /** A file is missed: what would be done if it is not. */
  asked: SubmitOptions | null;
  change: (part: Partial<Fields>) => void;
  submit: (options: SubmitOptions) => Promise<void>;
  ask: (options: SubmitOptions | null) => void;
  leave: () => Promise<void>;
  discard: () => Promise<void>;
}

function split({ html, ...fields }: DraftContent): readonly [string, Fields] {
  return [html, fields];
}

/** What a message that is being written consists of, and what can be done with it. */
export function useComposer({ id, start }: OpenComposer, initial: DraftContent): ComposerState {
  const t = useTranslations("composer");
  const words = useWords();
  const { settings } = useSettings();
  const send = useSend();
  const [[html, startFields]] = useState(() => split(initial));
  const [fields, setFields] = useState<Fields>(startFields);
  const [errors, setErrors] = useState<HeadErrors>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState<ComposerState["busy"]>(null);
  const [asked, ask] = useState<SubmitOptions | null>(null);
  const isOwn = start.kind === "draft" || start.kind === "returned";

  const read = (): DraftContent => {
    const text = toMessageHtml(editor.getHTML());
    return { ...fields, html: text, attachments: withoutLostPictures(fields.attachments, text) };
  };
  const draft = useDraft("draftId" in start ? start.draftId : undefined, read);
  const { begin, touch, queue } = draft;
  const uploads = useUploads((ref: AttachmentRef) => {
    setFields((now) => ({ ...now, attachments: [...now.attachments, ref] }));
    if (ref.contentId !== undefined)
      editor
        .chain()
        .focus()
        .setImage({ src: pictureUrl(ref), alt: "" })
        .run();
    touch();
  });
  const editor = useMessageEditor({
    html: isOwn ? toEditorHtml(html, "self") : withRoom(toEditorHtml(html, "other"), settings.signature),
    onChange: touch,
    onFiles: (files) => uploads.add(files, { arePictures: true }),
  });

  useEffect(() => {
    // What was thrown away and taken back is not saved anywhere.
    const isLost = start.kind === "returned" && start.draftId === undefined;
    begin(isLost ? emptyContent : { ...startFields, html: toMessageHtml(editor.getHTML()) });
    if (isLost) touch();
    if (startFields.to.length > 0) focusStart(editor);
  }, [begin, touch, editor, start, startFields]);

  const fail = (error: unknown) => {
    const { text, hint } = words(error);
    setBusy(null);
    setNotice(`${text} ${hint}`);
  };

  const leave = async () => {
    const before = queue()?.draftId;
    setBusy("closing");
    try {
      if (queue()?.isDirty) await queue()?.flush();
      const after = queue()?.draftId;
      closeComposer(id);
      if (after !== undefined && (after !== before || draft.state.kind === "saved")) showToast({ text: t("kept") });
    } catch (error) {
      fail(error);
    }
  };

  const discard = async () => {
    const content = read();
    const saves = queue();
    closeComposer(id);
    await saves?.stop();
    try {
      if (saves?.draftId !== undefined) await draftServer.discard({ draftId: saves.draftId });
      else if (isSameContent({ ...content, html: "" }, { ...emptyContent, html: "" }) && editor.isEmpty) return;
      const undo = () => openComposer({ kind: "returned", content });
      showToast({ text: t("discarded"), action: { label: t("undo"), run: undo } });
    } catch (error) {
      showToast({ text: words(error).text });
    }
  };

  /** What keeps the message from being sent; shown where it can be set right. */
  const isHeldBack = (content: DraftContent): boolean => {
    const everybody = [...content.to, ...content.cc, ...content.bcc];
    const wrong = everybody.find((one) => !looksLikeAddress(one.address));
    if (everybody.length === 0) setErrors({ to: t("recipientMissing") });
    else if (wrong) setErrors({ to: t("addressWrong", { address: wrong.address }) });
    else if (uploads.pending.some((one) => one.error !== null)) setNotice(t("uploadFailed"));
    else if (uploads.pending.length > 0) setNotice(t("stillUploading"));
    else return false;
    return true;
  };

  const submit = async (options: SubmitOptions) => {
    if (busy !== null) return;
    const content = read();
    if (isHeldBack(content)) return;
    const text = `${content.subject}\n${ownText(editor.getHTML())}`;
    if (!options.isSure && content.attachments.length === 0 && mentionsAttachment(text)) return ask(options);
    setNotice(null);
    setBusy("sending");
    await queue()?.stop();
    try {
      const archived = options.andArchive && "messageId" in start ? start.messageId : undefined;
      await send({ draftId: queue()?.draftId, content, archived });
      closeComposer(id);
    } catch (error) {
      fail(error);
      queue()?.resume();
    }
  };

  const change = (part: Partial<Fields>) => {
    setFields((now) => ({ ...now, ...part }));
    setErrors({});
    touch();
  };

  return {
    editor,
    fields,
    errors,
    notice,
    busy,
    saved: draft.state,
    uploads,
    asked,
    change,
    submit,
    ask,
    leave,
    discard,
  };
}
