import { Drawer, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useAdminVerbs } from "../api.ts";
import { StateBadge } from "../state-badge.tsx";
import type { Domain } from "../types.ts";
import { useTell } from "../use-tell.ts";
import { DnsRecords } from "./dns-records.tsx";
import { DomainLinks } from "./domain-links.tsx";
import { DomainRetention } from "./domain-retention.tsx";
import { DomainSwitch } from "./domain-switch.tsx";

export interface DomainDrawerProps {
  domain: Domain;
  entries: readonly MenuEntry[];
  onClose: () => void;
}

/** One domain: how it is, and what its name server has to say. */
export function DomainDrawer({ domain, entries, onClose }: DomainDrawerProps) {
  const t = useTranslations("admin.domains");
  const tAdmin = useTranslations("admin");
  const dates = useDates();
  const { markExternal, requireAppPasswords } = useAdminVerbs();
  const tell = useTell();
  // The first entry opens what is open already.
  const [, ...others] = entries;
  const facts = [
    { label: t("column.state"), value: <StateBadge state={domain.state} /> },
    { label: t("column.accounts"), value: domain.accountCount.toLocaleString() },
    { label: t("column.made"), value: dates.full(domain.createdAt) },
  ];
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={domain.name}
      subtitle={t("accountCount", { count: domain.accountCount })}
      closeLabel={tAdmin("close")}
      menu={
        <Menu
          trigger={
            <IconButton label={tAdmin("more")}>
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          entries={others}
        />
      }
    >
      <div className="flex flex-col gap-6 p-4">
        <dl className="divide-y rounded-2 border bg-surface text-13">
          {facts.map(({ label, value }) => (
            <div key={label} className="flex justify-between gap-4 px-3 py-2">
              <dt className="text-muted">{label}</dt>
              <dd className="text-end">{value}</dd>
            </div>
          ))}
        </dl>
        <DomainSwitch
          label={t("external")}
          hint={t("externalHint")}
          checked={markExternal.isPending ? markExternal.variables.isOn : domain.marksExternal}
          onChange={(isOn) => markExternal.mutate({ id: domain.id, isOn }, { onError: tell })}
        />
        <DomainSwitch
          label={t("appPasswords")}
          hint={t("appPasswordsHint")}
          checked={requireAppPasswords.isPending ? requireAppPasswords.variables.isOn : domain.needsAppPasswords}
          onChange={(isOn) => requireAppPasswords.mutate({ id: domain.id, isOn }, { onError: tell })}
        />
        <DomainLinks domain={domain} />
        <DomainRetention domain={domain} />
        <DnsRecords records={domain.dnsHints} use="mail" />
        <DnsRecords records={domain.programHints} use="programs" />
      </div>
    </Drawer>
  );
}
