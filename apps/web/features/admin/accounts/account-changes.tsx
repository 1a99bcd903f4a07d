import { useTranslations } from "next-intl";
import { useSizes } from "../../../client/sizes.ts";
import type { Account, AccountUpdate } from "../types.ts";

/** What saving will change, as it was and as it will be. */
export function AccountChanges({ account, update }: { account: Account; update: Omit<AccountUpdate, "id"> }) {
  const t = useTranslations("admin.accounts");
  const tRole = useTranslations("admin.role");
  const sizes = useSizes();
  const quota = (bytes: number | null) => (bytes === null ? t("noLimit") : sizes(bytes));
  const changes: { label: string; before: string; after: string }[] = [];
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

  return (
    <section className="mb-3">
      <h3 className="mb-2 text-13 font-semibold">{t("before", { count: changes.length })}</h3>
      <ul className="max-h-40 divide-y overflow-y-auto rounded-2 border text-13">
        {changes.map(({ label, before, after }) => (
          <li key={`${label} ${before} ${after}`} className="flex items-center gap-2 px-3 py-2">
            <span className="me-auto shrink-0 text-muted">{label}</span>
            {before === "" ? null : (
              <del className="min-w-0 truncate rounded-[4px] bg-sunken px-1.5 text-danger">{before}</del>
            )}
            {before === "" || after === "" ? null : (
              <span aria-hidden="true" className="text-faint">
                →
              </span>
            )}
            {after === "" ? null : (
              <ins className="min-w-0 truncate rounded-[4px] bg-sunken px-1.5 font-medium text-success no-underline">
                {after}
              </ins>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-12 text-faint">{t("beforeHint")}</p>
    </section>
  );
}
