import { type MenuEntry, showToast } from "@carbyne/ui";
import { CircleCheck, CircleX, PauseCircle, SquarePen, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { goTo } from "../../../client/place.ts";
import { useMe } from "../../session/me.ts";
import { adminHref } from "../admin-place.ts";
import { useAdminVerbs } from "../api.ts";
import type { Domain, State } from "../types.ts";
import { useTell } from "../use-tell.ts";

export interface DomainAsks {
  open: (domain: Domain) => void;
  close: (domain: Domain) => void;
}

/** The verbs on a domain. One's own stays open, and only who manages all domains opens and closes them. */
export function useDomainVerbs(asks: DomainAsks): (domain: Domain) => MenuEntry[] {
  const t = useTranslations("admin.domains");
  const { account } = useMe();
  const { setDomainState } = useAdminVerbs();
  const tell = useTell();

  const setState = (domain: Domain, state: State) => {
    setDomainState.mutate(
      { id: domain.id, state },
      {
        onError: tell,
        onSuccess: () =>
          showToast({
            text: t(`done.${state}`, { name: domain.name }),
            action: {
              label: t("undo"),
              run: () => setDomainState.mutate({ id: domain.id, state: domain.state }, { onError: tell }),
            },
          }),
      },
    );
  };

  return (domain) => {
    const entries: MenuEntry[] = [
      { label: t("open"), icon: <SquarePen aria-hidden="true" />, onSelect: () => asks.open(domain) },
      {
        label: t("showAccounts"),
        icon: <Users aria-hidden="true" />,
        onSelect: () => goTo(adminHref("accounts", { filter: { domainId: domain.id } })),
      },
    ];
    if (account.role !== "admin" || account.address.endsWith(`@${domain.name}`)) return entries;
    entries.push("separator");
    if (domain.state !== "active")
      entries.push({
        label: t("reopen"),
        icon: <CircleCheck aria-hidden="true" />,
        onSelect: () => setState(domain, "active"),
      });
    if (domain.state === "active")
      entries.push({
        label: t("suspend"),
        icon: <PauseCircle aria-hidden="true" />,
        onSelect: () => setState(domain, "suspended"),
      });
    if (domain.state !== "closed")
      entries.push({
        label: t("closeDomain"),
        icon: <CircleX aria-hidden="true" />,
        isDanger: true,
        onSelect: () => asks.close(domain),
      });
    return entries;
  };
}
