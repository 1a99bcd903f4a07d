import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { useAdminVerbs } from "../api.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import type { Domain } from "../types.ts";

/** Closing a domain shuts everybody in it out, so its name is typed first. */
export function CloseDomain({ domain, onClose }: { domain: Domain; onClose: () => void }) {
  const t = useTranslations("admin.domains");
  const words = useWords();
  const { setDomainState } = useAdminVerbs();
  return (
    <ConfirmDialog
      title={t("close.title", { name: domain.name })}
      text={t("close.text", { count: domain.accountCount })}
      word={domain.name}
      submitLabel={t("closeDomain")}
      isBusy={setDomainState.isPending}
      error={setDomainState.error ? words(setDomainState.error).text : undefined}
      onClose={onClose}
      onConfirm={() =>
        setDomainState.mutate(
          { id: domain.id, state: "closed" },
          {
            onSuccess: () => {
              onClose();
              showToast({ text: t("done.closed", { name: domain.name }) });
            },
          },
        )
      }
    />
  );
}
