import type { MenuEntry } from "@carbyne/ui";
import { ChevronsUp, FilePlus2, FileText, MailCheck, PackageCheck, Signature } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { goTo } from "../../../../client/place.ts";
import { useTemplates } from "../../../identities/api.ts";
import type { Fields } from "../use-composer.ts";
import { SaveTemplateDialog } from "./save-template-dialog.tsx";
import type { TemplateUse } from "./use-template-use.ts";
import type { Writer } from "./use-writer.ts";

export interface SendingEntriesInput {
  fields: Fields;
  change: (part: Partial<Fields>) => void;
  writer: Writer;
  templates: TemplateUse;
}

/** What the composer's menu has about sending: templates, signatures, priority and receipts; and the dialog that one of them opens. */
export function useSendingEntries({ fields, change, writer, templates }: SendingEntriesInput): {
  entries: MenuEntry[];
  dialog: ReactNode;
} {
  const t = useTranslations("identities");
  const { data: known = [] } = useTemplates();
  const [isNaming, setIsNaming] = useState(false);
  const level = fields.priority ?? "normal";
  const levels = (["high", "normal", "low"] as const).map((value) => ({
    label: t(`compose.${value}`),
    isChecked: level === value,
    onSelect: () => change({ priority: value === "normal" ? undefined : value }),
  }));
  const signatures = [
    { label: t("compose.noSignature"), onSelect: () => writer.sign(null) },
    ...writer.signatures.map((one) => ({ label: one.name, onSelect: () => writer.sign(one) })),
  ];
  const entries: MenuEntry[] = [
    {
      label: t("template.insert"),
      icon: <FileText aria-hidden="true" />,
      entries: [
        ...(known.length === 0
          ? [{ label: t("template.none"), isDisabled: true }]
          : known.map((one) => ({ label: one.name, onSelect: () => void templates.insert(one) }))),
        "separator",
        { label: t("template.manage"), onSelect: () => goTo("/settings/templates") },
      ],
    },
    { label: t("template.saveAs"), icon: <FilePlus2 aria-hidden="true" />, onSelect: () => setIsNaming(true) },
    "separator",
    { label: t("compose.signature"), icon: <Signature aria-hidden="true" />, entries: signatures },
    { label: t("compose.priority"), icon: <ChevronsUp aria-hidden="true" />, entries: levels },
    {
      label: t("compose.wantsRead"),
      icon: <MailCheck aria-hidden="true" />,
      isChecked: fields.wantsRead === true,
      onSelect: () => change({ wantsRead: fields.wantsRead ? undefined : true }),
    },
    {
      label: t("compose.wantsDelivery"),
      icon: <PackageCheck aria-hidden="true" />,
      isChecked: fields.wantsDelivery === true,
      onSelect: () => change({ wantsDelivery: fields.wantsDelivery ? undefined : true }),
    },
  ];
  const dialog = isNaming ? (
    <SaveTemplateDialog
      name={fields.subject.trim()}
      isBusy={templates.isSaving}
      onClose={() => setIsNaming(false)}
      onSave={(name) => void templates.save(name, () => setIsNaming(false))}
    />
  ) : null;
  return { entries, dialog };
}
