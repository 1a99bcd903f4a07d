import { useTranslations } from "next-intl";
import { type Change, Changes } from "../changes.tsx";
import type { ListChange, MailList } from "../types.ts";

/** What saving will change about a list. */
export function ListChanges({ list, change }: { list: MailList; change: Omit<ListChange, "id"> }) {
  const t = useTranslations("adminLists");
  const { name, address, description, whoMaySend, whoSeesMembers } = change;
  const changes: Change[] = [];
  if (name !== undefined) changes.push({ label: t("field.name"), before: list.name, after: name });
  if (address !== undefined) changes.push({ label: t("field.address"), before: list.address, after: address });
  if (whoMaySend)
    changes.push({
      label: t("field.senders"),
      before: t(`senders.${list.whoMaySend}`),
      after: t(`senders.${whoMaySend}`),
    });
  if (whoSeesMembers)
    changes.push({
      label: t("field.readers"),
      before: t(`readers.${list.whoSeesMembers}`),
      after: t(`readers.${whoSeesMembers}`),
    });
  if (description !== undefined)
    changes.push({ label: t("field.description"), before: list.description, after: description });
  return <Changes changes={changes} />;
}
