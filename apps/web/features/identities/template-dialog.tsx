import { Button, Dialog, Field, IconButton, Input } from "@carbyne/ui";
import { Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useSizes } from "../../client/sizes.ts";
import { type Template, type TemplateInput, useTemplateVerbs } from "./api.ts";
import { RichField, useRichField } from "./rich-field.tsx";

type File = TemplateInput["content"]["attachments"][number];

/** Makes a template, or changes its name, subject and text. Its recipients are those of the message that it was saved from. */
export function TemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const t = useTranslations("identities.template");
  const tAll = useTranslations("identities");
  const sizes = useSizes();
  const form = useId();
  const { save } = useTemplateVerbs();
  const content = template?.content;
  const [name, setName] = useState(template?.name ?? "");
  const [subject, setSubject] = useState(content?.subject ?? "");
  const [files, setFiles] = useState<File[]>(() => [...(content?.attachments ?? [])]);
  const [error, setError] = useState<string>();
  const label = t("text");
  const editor = useRichField({ label, html: content?.html ?? "", onChange: () => undefined });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setError(t("nameMissing"));
    const html = editor.isEmpty ? "" : editor.getHTML();
    const kept = files.filter((file) => file.contentId === undefined || html.includes(addressOf(file)));
    const input: TemplateInput = {
      ...(template ? { id: template.id } : {}),
      name: name.trim(),
      content: {
        to: [...(content?.to ?? [])],
        cc: [...(content?.cc ?? [])],
        bcc: [...(content?.bcc ?? [])],
        subject,
        html,
        attachments: kept,
      },
    };
    save.mutate(input, { onSuccess: onClose });
    return undefined;
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={template ? t("editTitle") : t("createTitle")}
      closeLabel={tAll("close")}
      actions={
        <>
          <Button onClick={onClose}>{tAll("cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={save.isPending}>
            {tAll("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")} error={error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              value={name}
              maxLength={200}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                setError(undefined);
              }}
            />
          )}
        </Field>
        <Field label={t("subject")} hint={t("placeholders")}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              value={subject}
              maxLength={1000}
              aria-describedby={describedBy}
              onChange={(event) => setSubject(event.target.value)}
            />
          )}
        </Field>
        <RichField
          label={label}
          editor={editor}
          onPicture={(file) =>
            setFiles((now) => [...now, { ...file, contentId: `${file.uploadId}@carbyne` } satisfies File])
          }
        />
        <ul className="flex flex-wrap gap-2">
          {files
            .filter((file) => file.contentId === undefined)
            .map((file) => (
              <li key={addressOf(file)} className="flex items-center gap-1.5 rounded-1 border ps-2 text-13">
                <Paperclip size={14} className="text-muted" aria-hidden="true" />
                <span className="max-w-56 truncate">{file.name}</span>
                <span className="text-faint">{sizes(file.sizeBytes)}</span>
                <IconButton
                  label={t("removeFile", { name: file.name })}
                  size="small"
                  onClick={() => setFiles((now) => now.filter((one) => one !== file))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              </li>
            ))}
        </ul>
      </form>
    </Dialog>
  );
}

function addressOf(file: File): string {
  return "uploadId" in file ? `/uploads/${file.uploadId}` : `/mail/messages/${file.messageId}/parts/${file.path}`;
}
