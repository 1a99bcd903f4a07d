import { Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useAdminVerbs } from "../api.ts";
import type { Domain } from "../types.ts";
import { useTell } from "../use-tell.ts";
import { DomainSwitch } from "./domain-switch.tsx";

const offered = [0, 7, 14, 30, 90, 180, 365];

/** What links may be that the people of a domain make for everybody. */
export function DomainLinks({ domain: { id, linkRules } }: { domain: Domain }) {
  const t = useTranslations("admin.domains");
  const daysId = useId();
  const tell = useTell();
  const { setLinkRules } = useAdminVerbs();
  const rules = { ...linkRules, ...(setLinkRules.isPending ? setLinkRules.variables.rules : {}) };
  const set = (part: Partial<Domain["linkRules"]>) => setLinkRules.mutate({ id, rules: part }, { onError: tell });
  const days = offered.includes(rules.mostDays) ? offered : [...offered, rules.mostDays].sort((a, b) => a - b);
  return (
    <section aria-label={t("links")} className="flex flex-col gap-2">
      <DomainSwitch
        label={t("links")}
        hint={t("linksHint")}
        checked={rules.isAllowed}
        onChange={(isAllowed) => set({ isAllowed })}
      />
      {rules.isAllowed ? (
        <>
          <DomainSwitch
            label={t("linkCode")}
            hint={t("linkCodeHint")}
            checked={rules.needsCode}
            onChange={(needsCode) => set({ needsCode })}
          />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-2 border bg-surface px-3 py-2.5 text-13">
            <label htmlFor={daysId} className="font-medium">
              {t("linkDays")}
            </label>
            <Select
              id={daysId}
              value={String(rules.mostDays)}
              options={days.map((count) => ({
                value: String(count),
                label: count === 0 ? t("linkDaysAny") : t("linkDaysOf", { count }),
              }))}
              onChange={(count) => set({ mostDays: Number(count) })}
            />
          </div>
        </>
      ) : null}
    </section>
  );
}
