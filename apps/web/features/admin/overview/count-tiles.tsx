import { useLocale, useTranslations } from "next-intl";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { useSizes } from "../../../client/sizes.ts";
import { useMe } from "../../session/me.ts";
import { type AdminPage, adminHref } from "../admin-place.ts";
import type { Overview } from "../types.ts";

/** How much there is. */
export function CountTiles({ counts }: { counts: Overview["counts"] }) {
  const t = useTranslations("admin.overview");
  const locale = useLocale();
  const sizes = useSizes();
  const { account } = useMe();
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const tiles: { label: string; value: string; hint: string; page?: AdminPage }[] = [
    { label: t("accounts"), value: number(counts.accounts), hint: t("accountsHint"), page: "accounts" },
    { label: t("lists"), value: number(counts.lists), hint: t("listsHint"), page: "lists" },
    { label: t("domains"), value: number(counts.domains), hint: t("domainsHint"), page: "domains" },
    { label: t("messages"), value: number(counts.messages), hint: t("messagesHint") },
  ];
  // The store and the queue are the whole server's; for one domain they are not known.
  if (account.role === "admin")
    tiles.push(
      { label: t("stored"), value: sizes(counts.storedBytes), hint: t("storedHint") },
      {
        label: t("queued"),
        value: number(counts.queued),
        hint: counts.queued === 0 ? t("queueEmpty") : t("queueWaits"),
      },
    );
  return (
    <ul className="grid grid-cols-[repeat(auto-fit,minmax(140px,1fr))] gap-3">
      {tiles.map((tile) => {
        const content = (
          <>
            <span className="block text-13 text-muted">{tile.label}</span>
            <span className="block text-24 font-semibold tabular-nums">{tile.value}</span>
            <span className="block text-12 text-faint">{tile.hint}</span>
          </>
        );
        const { page } = tile;
        return (
          <li key={tile.label} className="rounded-2 border bg-surface">
            {page ? (
              <a
                href={adminHref(page)}
                onClick={(event) => {
                  if (!isPlainClick(event)) return;
                  event.preventDefault();
                  goTo(adminHref(page));
                }}
                className="block rounded-2 px-4 py-3 transition-colors hover:bg-hover"
              >
                {content}
              </a>
            ) : (
              <div className="px-4 py-3">{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
