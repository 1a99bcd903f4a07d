import { useTranslations } from "next-intl";
import { useSizes } from "../../../client/sizes.ts";
import { type Change, Changes } from "../changes.tsx";
import type { Account, AccountUpdate } from "../types.ts";

/** What saving will change, as it was and as it will be. */
export function AccountChanges({ account, update }: { account: Account; update: Omit<AccountUpdate, "id"> }) {
  const t = useTranslations("admin.accounts");
  const tRole = useTranslations("admin.role");
  const sizes = useSizes();
  const quota = (bytes: number | null) => (bytes === null ? t("noLimit") : sizes(bytes));
  const changes: Change[] = [];
  if (update.name !== undefined) changes.push({ label: t("field.name"), before: account.name, after: update.name });
  if (update.role !== undefined)
    changes.push({ label: t("field.role"), before: tRole(account.role), after: tRole(update.role) });
  if (update.quotaBytes !== undefined)
    changes.push({ label: t("field.quota"), before: quota(account.quotaBytes), after: quota(update.quotaBytes) });
  const limit = (count: number | null) =>
    count === null ? t("inherited") : count === 0 ? t("unlimited") : String(count);
  for (const [kind, before, after] of [
    ["messages", account.messagesPerDay, update.messagesPerDay],
    ["recipients", account.recipientsPerDay, update.recipientsPerDay],
  ] as const)
    if (after !== undefined) changes.push({ label: t(`field.${kind}`), before: limit(before), after: limit(after) });
  for (const alias of update.aliases ?? [])
    if (!account.aliases.includes(alias)) changes.push({ label: t("field.alias"), before: "", after: alias });
  for (const alias of update.aliases ? account.aliases : [])
    if (!update.aliases?.includes(alias)) changes.push({ label: t("field.alias"), before: alias, after: "" });

  return <Changes changes={changes} />;
}
