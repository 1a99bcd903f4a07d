import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import type { MailList } from "../types.ts";
import { useListVerbs } from "./api.ts";

/** Nothing brings a list back, so its address is typed first. */
export function DeleteList(props: { list: MailList; onClose: () => void; onDeleted: () => void }) {
  const { list, onClose, onDeleted } = props;
  const t = useTranslations("adminLists");
  const words = useWords();
  const { remove } = useListVerbs();
  const lost = [t("remove.text", { address: list.address, count: list.memberCount })];
  if (list.aboveCount > 0) lost.push(t("remove.above", { count: list.aboveCount }));
  lost.push(t("remove.kept"));
  return (
    <ConfirmDialog
      title={t("remove.title", { name: list.name })}
      text={lost.join(" ")}
      word={list.address}
      submitLabel={t("delete")}
      isBusy={remove.isPending}
      error={remove.error ? words(remove.error).text : undefined}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { id: list.id },
          {
            onSuccess: () => {
              onDeleted();
              showToast({ text: t("remove.done", { address: list.address }) });
            },
          },
        )
      }
    />
  );
}
