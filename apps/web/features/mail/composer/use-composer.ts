import type { Editor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useSettings } from "../../settings/api.ts";
import type { AttachmentRef, DraftContent } from "../types.ts";
import { mentionsAttachment } from "./attachment-words.ts";
import type { HeadErrors } from "./composer-head.tsx";
import type { OpenComposer } from "./composer-store.ts";
import { emptyContent, pictureUrl, withoutLostPictures } from "./content.ts";
import { type LinkedFiles, useLinkedFiles } from "./linking/use-linked-files.ts";
import { useLinkLine } from "./linking/use-link-line.ts";
import { useLinkMaker } from "./linking/use-link-maker.tsx";
import { ownText, toEditorHtml } from "./editor/message-html.ts";
import { looksLikeAddress } from "./parse-addresses.ts";
import { ownPlainText } from "./plain-text.tsx";
import type { Reminder } from "./reminders.tsx";
import type { SendOptions } from "./send-button.tsx";
import type { SaveState } from "./saving/save-queue.ts";
import { conflictOf, useDraft } from "./saving/use-draft.ts";
import { type TemplateUse, useTemplateUse } from "./sending/use-template-use.ts";
import { useWriter, type Writer } from "./sending/use-writer.ts";
import { useSpellLanguage } from "./spell-language.ts";
import { type StartContent, withRoom } from "./start-content.ts";
import { useEnd } from "./use-end.ts";
import { focusStart, messageHtml, useMessageEditor } from "./use-message-editor.ts";
import { useSend } from "./use-send.ts";
import { type Uploads, useUploads } from "./use-uploads.ts";
import { useTextForm } from "./use-text-form.ts";

export type Fields = Omit<DraftContent, "html" | "text">;

export interface SubmitOptions extends SendOptions {
  /** Sends although something may have been forgotten. */
  isSure?: boolean;
}

export interface ComposerState {
  editor: Editor;
  /** Plain text has no editor but a field. */
  plain: {
    isOn: boolean;
    initial: string;
    area: RefObject<HTMLTextAreaElement | null>;
    onChange: (text: string) => void;
  };
  fields: Fields;
  errors: HeadErrors;
  /** Why it could not be done, in words. */
  notice: string | null;
  busy: "sending" | "closing" | null;
  saved: SaveState;
  uploads: Uploads;
  linked: LinkedFiles;
  linkDialog: ReactNode;
  /** What may have been forgotten, and what would be done if it was not. */
  asked: { options: SubmitOptions; reminders: readonly Reminder[] } | null;
  spelling: ReturnType<typeof useSpellLanguage>;
  maxBytes: number;
  writer: Writer;
  templates: TemplateUse;
  change: (part: Partial<Fields>) => void;
  submit: (options: SubmitOptions) => Promise<void>;
  dismiss: () => void;
  togglePlain: () => Promise<void>;
  end: ReturnType<typeof useEnd>;
  focusText: () => void;
}

export interface UseComposerInput {
  composer: OpenComposer;
  initial: StartContent;
  /** Called when there is nothing to show any more. */
  onGone: () => void;
  onLink: () => void;
}

function split({ html, text, ...fields }: DraftContent) {
  return { html, text, fields };
}

/** What a message that is being written consists of, and what can be done with it. */
export function useComposer({ composer, initial, onGone, onLink }: UseComposerInput): ComposerState {
  const { start } = composer;
  const t = useTranslations("composer");
  const words = useWords();
  const { settings } = useSettings();
  const send = useSend();
  const [started] = useState(() => split(initial.content));
  const [fields, setFields] = useState<Fields>(started.fields);
  const [errors, setErrors] = useState<HeadErrors>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState<ComposerState["busy"]>(null);
  const [asked, setAsked] = useState<ComposerState["asked"]>(null);
  const spelling = useSpellLanguage([...fields.to, ...fields.cc]);

  const read = (): DraftContent => {
    if (form.isPlain()) return { ...fields, html: "", text: form.text() };
    const html = messageHtml(editor);
    return { ...fields, html, attachments: withoutLostPictures(fields.attachments, html) };
  };
  const draft = useDraft(
    {
      ...("draftId" in start ? { draftId: start.draftId } : {}),
      version: initial.version,
      ...(start.kind === "returned" ? { copyId: start.copyId, tried: start.tried } : {}),
    },
    read,
  );
  const { begin, touch, queue } = draft;
  const uploads = useUploads({
    max: settings.maxMessageBytes,
    attached: fields.attachments,
    onArrived: (ref: AttachmentRef, { isPlaced }) => {
      const file = form.isPlain() ? { ...ref, contentId: undefined } : ref;
      setFields((now) => ({ ...now, attachments: [...now.attachments, file] }));
      if (file.contentId !== undefined && !isPlaced)
        editor
          .chain()
          .focus()
          .setImage({ src: pictureUrl(ref), alt: "" })
          .run();
      touch();
    },
  });
  const editor = useMessageEditor({
    html: initial.isOwn
      ? toEditorHtml(started.html, "self")
      : withRoom(toEditorHtml(started.html, "other"), {
          signature: initial.signature,
          answerPosition: settings.answerPosition,
          isBody: start.kind === "new",
        }),
    onChange: touch,
    onFiles: (files) => uploads.add(files, { arePictures: true }),
    onPastedPicture: uploads.addInPlace,
    onLink,
    lang: spelling.lang,
  });
  const fail = (error: unknown) => {
    const { text, hint } = words(error);
    setBusy(null);
    setNotice(`${text} ${hint}`);
  };
  const { add } = uploads;
  const [given] = useState(() => ("files" in start ? [...(start.files ?? [])] : []));
  useEffect(() => {
    // Not again when the same composer is drawn anew.
    const files = given.splice(0);
    if (files.length > 0) add(files, { arePictures: false });
  }, [given, add]);
  const form = useTextForm({ editor, startText: started.text, touch, setFields, fail });

  const maker = useLinkMaker();
  const insertLink = useLinkLine({ editor, form });
  const linked = useLinkedFiles({ maker, onLink: insertLink, fail });

  useEffect(() => {
    // What was thrown away and taken back, or found on this device, is not saved anywhere.
    const isUnsaved = start.kind === "returned" && (start.draftId === undefined || start.copyId !== undefined);
    const { text, fields: startFields } = started;
    const now = text === undefined ? { html: messageHtml(editor) } : { html: "", text };
    begin(isUnsaved ? emptyContent : { ...startFields, ...now });
    if (isUnsaved) touch();
    if (startFields.to.length > 0 && text === undefined) focusWriting(editor, settings.answerPosition, initial.isOwn);
  }, [begin, touch, editor, start, started, settings.answerPosition, initial.isOwn]);

  const end = useEnd({ start, queue, draft, read, onGone, setBusy, fail });

  /** What keeps the message from being sent; shown where it can be set right. */
  const isHeldBack = (content: DraftContent): boolean => {
    const everybody = [...content.to, ...content.cc, ...content.bcc];
    const wrong = everybody.find((one) => !looksLikeAddress(one.address));
    if (everybody.length === 0) setErrors({ to: t("recipientMissing") });
    else if (wrong) setErrors({ to: t("addressWrong", { address: wrong.address }) });
    else if ([...uploads.pending, ...linked.pending].some((one) => one.error !== null)) setNotice(t("uploadFailed"));
    else if (uploads.pending.length + linked.pending.length > 0) setNotice(t("stillUploading"));
    else return false;
    return true;
  };

  const forgotten = (content: DraftContent): Reminder[] => {
    const own = content.text === undefined ? ownText(editor.getHTML()) : ownPlainText(content.text);
    const files = content.attachments.filter((ref) => ref.contentId === undefined);
    const isLinked = /\/s\/[\w-]{32}/.test(`${content.html}${content.text ?? ""}`);
    const isAttachmentMissed = files.length === 0 && !isLinked && mentionsAttachment(`${content.subject}\n${own}`);
    return [
      ...(isAttachmentMissed ? (["attachment"] as const) : []),
      ...(content.subject.trim() === "" ? (["subject"] as const) : []),
    ];
  };

  const submit = async (options: SubmitOptions) => {
    if (busy !== null) return;
    const content = read();
    if (isHeldBack(content)) return;
    // Asked once: the same key again sends.
    const reminders = options.isSure === true || asked !== null ? [] : forgotten(content);
    if (reminders.length > 0) {
      setAsked({ options, reminders });
      return;
    }
    setAsked(null);
    setNotice(null);
    setBusy("sending");
    const saves = queue();
    await saves?.stop();
    try {
      const archived = options.andArchive && "messageId" in start ? start.messageId : undefined;
      await send({
        draftId: saves?.draftId,
        version: saves?.version,
        content,
        archived,
        followUpAt: options.followUpAt,
        sendAt: options.sendAt,
      });
      spelling.remember();
      saves?.end();
      onGone();
    } catch (error) {
      const conflict = conflictOf(error);
      saves?.resume();
      if (conflict === null) fail(error);
      else {
        setBusy(null);
        saves?.stand(conflict);
      }
    }
  };

  const change = (part: Partial<Fields>) => {
    setFields((now) => ({ ...now, ...part }));
    setErrors({});
    touch();
  };

  const plain = { isOn: form.isPlain, text: form.text, put: form.put };
  const writer = useWriter({ editor, fields, change, setFields, plain, fail });
  const templates = useTemplateUse({ editor, fields, change, read, plain, fail });

  return {
    editor,
    writer,
    templates,
    plain: form.plain,
    fields,
    errors,
    notice,
    busy,
    saved: draft.state,
    uploads,
    linked,
    linkDialog: maker.dialog,
    asked,
    spelling,
    maxBytes: settings.maxMessageBytes,
    change,
    submit,
    dismiss: () => setAsked(null),
    togglePlain: form.toggle,
    end,
    focusText: () => (form.isPlain() ? form.plain.area.current?.focus() : focusStart(editor)),
  };
}

/** To where one writes first: before all of it, or after what is quoted. */
function focusWriting(editor: Editor, position: "above" | "below", isOwn: boolean): void {
  if (position === "above" || isOwn) {
    focusStart(editor);
    return;
  }
  let at = 1;
  editor.state.doc.forEach((node, offset) => {
    if (node.type.name === "kept" || node.type.name === "blockquote") at = offset + node.nodeSize + 1;
  });
  editor.commands.setTextSelection(Math.min(at, editor.state.doc.content.size));
  editor.view.focus();
}
