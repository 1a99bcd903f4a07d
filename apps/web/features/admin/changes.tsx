import { useTranslations } from "next-intl";

export interface Change {
  label: string;
  /** "" for what is added. */
  before: string;
  /** "" for what is taken away. */
  after: string;
}

/** What saving will change, as it was and as it will be. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations("admin.accounts");
  return (
    <section className="mb-3">
      <h3 className="mb-2 text-13 font-semibold">{t("before", { count: changes.length })}</h3>
      <ul className="max-h-40 divide-y overflow-y-auto rounded-2 border text-13">
        {changes.map(({ label, before, after }) => (
          <li key={`${label} ${before} ${after}`} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2">
            <span className="shrink-0 text-muted">{label}</span>
            <span className="ms-auto flex min-w-0 flex-wrap items-center justify-end gap-x-2 gap-y-1">
              {before === "" ? null : (
                <del className="min-w-0 rounded-[4px] bg-sunken px-1.5 break-words text-danger">{before}</del>
              )}
              {after === "" ? null : (
                <span className="flex min-w-0 items-center gap-2">
                  {before === "" ? null : (
                    <span aria-hidden="true" className="text-faint rtl:rotate-180">
                      →
                    </span>
                  )}
                  <ins className="min-w-0 rounded-[4px] bg-sunken px-1.5 font-medium break-words no-underline">
                    {after}
                  </ins>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-12 text-faint">{t("beforeHint")}</p>
    </section>
  );
}
