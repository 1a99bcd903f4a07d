import { Button, ErrorState, Skeleton } from "@carbyne/ui";
import { FilePlus2, Mail, PenLine, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import { useWords } from "../../client/words.ts";
import { type Template, useTemplates, useTemplateVerbs } from "./api.ts";
import { Line, Lines } from "./lines.tsx";

const TemplateDialog = lazyLayer(() => import("./template-dialog.tsx").then((module) => module.TemplateDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** Messages to begin others with. */
export function TemplatesSection() {
  const t = useTranslations("identities.template");
  const words = useWords();
  const templates = useTemplates();
  const { remove } = useTemplateVerbs();
  const [asked, setAsked] = useState<Template | "new" | null>(null);
  if (templates.isError && !templates.data)
    return <ErrorState {...words(templates.error)} retryLabel={t("retry")} onRetry={() => void templates.refetch()} />;
  return (
    <>
      <Lines
        title={t("title")}
        hint={t("hint")}
        empty={templates.data?.length === 0 ? t("empty") : null}
        act={
          <Button onClick={() => setAsked("new")}>
            <Plus aria-hidden="true" />
            {t("create")}
          </Button>
        }
      >
        {templates.data ? null : (
          <li className="flex h-14 items-center px-4" aria-busy="true">
            <Skeleton className="h-4 w-2/3" />
          </li>
        )}
        {templates.data?.map((one) => (
          <Line
            key={one.id}
            lead={<Mail size={18} className="text-muted" aria-hidden="true" />}
            name={one.name}
            detail={one.content.subject.trim() || t("noSubject")}
            openLabel={t("edit")}
            menuLabel={t("menu", { name: one.name })}
            onOpen={() => setAsked(one)}
            entries={[
              { label: t("edit"), icon: <PenLine aria-hidden="true" />, onSelect: () => setAsked(one) },
              "separator",
              {
                label: t("remove"),
                icon: <Trash2 aria-hidden="true" />,
                onSelect: () => remove.mutate({ id: one.id, name: one.name }),
              },
            ]}
          />
        ))}
      </Lines>
      <p className="flex items-center gap-2 text-13 text-muted">
        <FilePlus2 size={16} aria-hidden="true" />
        {t("how")}
      </p>
      {asked === null ? null : (
        <TemplateDialog template={asked === "new" ? null : asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
