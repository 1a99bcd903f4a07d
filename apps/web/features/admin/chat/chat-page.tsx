import { ErrorState, Select, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { goTo } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { useMe } from "../../session/me.ts";
import { adminHref, useAdminPlace } from "../admin-place.ts";
import { useDomains } from "../api.ts";
import { useChatRules, useSetRule } from "./api.ts";
import { AmountRow, SwitchRow } from "./rule-row.tsx";
import { amounts, switches } from "./rules.ts";

/** Stands for the whole server. */
const server = "server";

/** What holds of the chat: on the server, and in domains that say otherwise. */
export function ChatPage() {
  const t = useTranslations("adminChat");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const { account } = useMe();
  const { id } = useAdminPlace();
  const domains = useDomains();
  const isServer = account.role === "admin";
  const first = domains.data?.[0]?.id ?? null;
  const domainId = id ?? (isServer ? null : first);
  const isKnown = isServer || domainId !== null;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2 max-md:min-h-14">
        <h1 className="me-auto text-14 font-semibold">{t("title")}</h1>
        <Select
          label={t("of")}
          value={domainId ?? server}
          onChange={(chosen) => goTo(adminHref("chat", { id: chosen === server ? null : chosen }))}
          options={[
            ...(isServer ? [{ value: server, label: t("server") }] : []),
            ...(domains.data ?? []).map((domain) => ({ value: domain.id, label: domain.name })),
          ]}
          className="max-w-72"
        />
      </header>
      <div className="min-h-0 flex-1 overflow-auto">
        {isKnown ? (
          <Rules key={domainId} domainId={domainId} />
        ) : domains.isError ? (
          <ErrorState {...words(domains.error)} retryLabel={tAdmin("retry")} onRetry={() => void domains.refetch()} />
        ) : null}
      </div>
    </div>
  );
}

function Rules({ domainId }: { domainId: string | null }) {
  const t = useTranslations("adminChat");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const rules = useChatRules(domainId);
  const setRule = useSetRule(domainId);
  if (rules.isError && !rules.data)
    return <ErrorState {...words(rules.error)} retryLabel={tAdmin("retry")} onRetry={() => void rules.refetch()} />;
  if (!rules.data)
    return (
      <div aria-busy="true" className="flex flex-col gap-3 p-6">
        <Skeleton className="h-12 max-w-[720px]" />
        <Skeleton className="h-12 max-w-[720px]" />
      </div>
    );
  const own = domainId === null ? "global" : "domain";
  const rowOf = (key: string) => {
    const rule = rules.data.find((one) => one.key === key);
    if (!rule) return null;
    const onSet = (value: boolean | number | null) => setRule.mutate({ key: rule.key, value });
    return { rule, isOwn: rule.from === own, onSet };
  };
  return (
    <div className="flex max-w-[768px] flex-col gap-6 p-6 max-md:p-4">
      {(["may", "see"] as const).map((group) => (
        <Group key={group} title={t(`group.${group}`)}>
          {switches[group].map((key) => {
            const row = rowOf(key);
            return row ? <SwitchRow key={key} {...row} /> : null;
          })}
        </Group>
      ))}
      <Group title={t("group.most")}>
        {amounts.map((amount) => {
          const row = rowOf(amount.key);
          return row ? <AmountRow key={amount.key} {...row} amount={amount} /> : null;
        })}
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 text-14 font-semibold">
        {title}
      </h2>
      <div className="divide-y rounded-2 border bg-surface">{children}</div>
    </section>
  );
}
