import { Field, IconButton, Input } from "@carbyne/ui";
import { Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSizes } from "../../client/sizes.ts";
import { type Template, type TemplateInput, useTemplateVerbs } from "./api.ts";
import { KeptDialog } from "./kept-dialog.tsx";
import { RichField, useRichField } from "./rich-field.tsx";

type File = TemplateInput["content"]["attachments"][number];

/** Makes a template, or changes its name, subject and text. Its recipients are those of the message that it was saved from. */
export function TemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const t = useTranslations("identities.template");
  const sizes = useSizes();
  const { save } = useTemplateVerbs();
  const content = template?.content;
  const [subject, setSubject] = useState(content?.subject ?? "");
  const [files, setFiles] = useState<File[]>(() => [...(content?.attachments ?? [])]);
  const label = t("text");
  const editor = useRichField({ label, html: content?.html ?? "", onChange: () => undefined });
  const submit = (name: string) => {
    const html = editor.isEmpty ? "" : editor.getHTML();
    const kept = files.filter((file) => file.contentId === undefined || html.includes(addressOf(file)));
    const input: TemplateInput = {
      ...(template ? { id: template.id } : {}),
      name,
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
  };
  return (
    <KeptDialog
      title={template ? t("editTitle") : t("createTitle")}
      startName={template?.name ?? ""}
      words={{ name: t("name"), nameMissing: t("nameMissing") }}
      isBusy={save.isPending}
      onSave={submit}
      onClose={onClose}
    >
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
    </KeptDialog>
  );
}

function addressOf(file: File): string {
  return "uploadId" in file ? `/uploads/${file.uploadId}` : `/mail/messages/${file.messageId}/parts/${file.path}`;
}
