import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "../../../../client/commands.ts";
import { useTemplates } from "../../../identities/api.ts";
import { compose } from "../../compose.ts";

/** Every template as a command: a new message that begins with it. */
export function useTemplateCommands(): void {
  const t = useTranslations("identities.template");
  const { data: templates } = useTemplates();
  const commands = useMemo(
    () =>
      (templates ?? []).map(
        ({ id, name, content }): Command => ({
          id: `template-${id}`,
          label: t("write", { name }),
          section: t("section"),
          icon: <FileText aria-hidden="true" />,
          run: () => {
            const { to, cc, bcc, subject, html, attachments } = content;
            compose({ kind: "new", to, cc, bcc, subject, template: { html, attachments } });
          },
        }),
      ),
    [templates, t],
  );
  useCommands(commands);
}
