import { useTranslations } from "next-intl";
import { type Signature, useSignatureVerbs } from "./api.ts";
import { KeptDialog } from "./kept-dialog.tsx";
import { RichField, useRichField } from "./rich-field.tsx";

/** Makes a signature, or changes one. */
export function SignatureDialog({ signature, onClose }: { signature: Signature | null; onClose: () => void }) {
  const t = useTranslations("identities.signature");
  const { save } = useSignatureVerbs();
  const label = t("text");
  const editor = useRichField({ label, html: signature?.html ?? "", onChange: () => undefined });
  return (
    <KeptDialog
      title={signature ? t("editTitle") : t("createTitle")}
      startName={signature?.name ?? ""}
      words={{ name: t("name"), nameMissing: t("nameMissing") }}
      nameHint={t("nameHint")}
      isBusy={save.isPending}
      onSave={(name) => {
        const html = editor.isEmpty ? "" : editor.getHTML();
        save.mutate({ ...(signature ? { id: signature.id } : {}), name, html }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <RichField label={label} editor={editor} onPicture={() => undefined} />
    </KeptDialog>
  );
}
