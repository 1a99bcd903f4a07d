import { showToast } from "@carbyne/ui";
import type { Editor } from "@tiptap/react";
import { useLocale, useTranslations } from "next-intl";
import { useZone } from "../../../../client/zone.ts";
import { type Template, useTemplateVerbs } from "../../../identities/api.ts";
import { draftServer } from "../../api.ts";
import type { AttachmentRef, DraftContent } from "../../types.ts";
import { withoutLostPictures } from "../content.ts";
import { bodyOf, signatureClass, toEditorHtml } from "../editor/message-html.ts";
import { withPeople } from "../parse-addresses.ts";
import { plainOf } from "../start-content.ts";
import type { Fields } from "../use-composer.ts";
import { fillTemplate, fillTemplateHtml } from "./fill-template.ts";

export interface TemplateUseInput {
  editor: Editor;
  fields: Fields;
  change: (part: Partial<Fields>) => void;
  read: () => DraftContent;
  plain: { isOn: () => boolean; text: () => string; put: (text: string) => void };
  fail: (error: unknown) => void;
}

export interface TemplateUse {
  insert: (template: Template) => Promise<void>;
  save: (name: string, onDone: () => void) => Promise<void>;
  isSaving: boolean;
}

/** Puts templates into a message that is being written, and makes templates of it. */
export function useTemplateUse({ editor, fields, change, read, plain, fail }: TemplateUseInput): TemplateUse {
  const t = useTranslations("identities.template");
  const locale = useLocale();
  const zone = useZone();
  const { save } = useTemplateVerbs();

  /** Text comes to the cursor; a subject, people and files only join what is there. */
  const insert = async ({ content }: Template) => {
    const to = withPeople(fields.to, content.to);
    const filling = { to, locale, zone, now: new Date() };
    const html = fillTemplateHtml(content.html, filling);
    const isPlain = plain.isOn();
    try {
      if (isPlain) plain.put(`${await plainOf(html)}\n${plain.text()}`);
      else editor.chain().focus().insertContent(toEditorHtml(html, "self")).run();
      const files = content.attachments.filter((file) => !isPlain || file.contentId === undefined);
      change({
        to,
        cc: withPeople(fields.cc, content.cc),
        bcc: withPeople(fields.bcc, content.bcc),
        subject: fields.subject.trim() === "" ? fillTemplate(content.subject, filling) : fields.subject,
        attachments: joined(fields.attachments, files),
      });
    } catch (error) {
      fail(error);
    }
  };

  /** The signature is each message's own and does not go along. */
  const keep = async (name: string, onDone: () => void) => {
    const content = read();
    try {
      const converted = content.text === undefined ? content : await draftServer.convert({ text: content.text });
      const html = "html" in converted ? withoutSignature(converted.html) : "";
      const { to, cc, bcc, subject } = content;
      const attachments = withoutLostPictures(content.attachments, html);
      const people = { to: [...to], cc: [...cc], bcc: [...bcc] };
      await save.mutateAsync({ name, content: { ...people, subject, html, attachments } });
      onDone();
      showToast({ text: t("saved", { name }) });
    } catch {
      // The verb has told why.
    }
  };
  return { insert, save: keep, isSaving: save.isPending };
}

function joined(files: readonly AttachmentRef[], more: readonly AttachmentRef[]): AttachmentRef[] {
  const known = new Set(files.flatMap((file) => ("uploadId" in file ? [file.uploadId] : [])));
  return [...files, ...more.filter((file) => !("uploadId" in file) || !known.has(file.uploadId))];
}

function withoutSignature(html: string): string {
  const body = bodyOf(html);
  for (const element of body.querySelectorAll(`.${signatureClass}`)) element.remove();
  return body.innerHTML;
}
