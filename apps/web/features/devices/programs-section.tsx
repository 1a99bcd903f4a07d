import { Button, ErrorState, Skeleton } from "@carbyne/ui";
import { Download, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useWords } from "../../client/words.ts";
import { CopyButton } from "../admin/copy-button.tsx";
import { useMe } from "../session/me.ts";
import { SettingGroup } from "../settings/setting-row.tsx";
import { type MailServers, useMailServers } from "./api.ts";
import { CreateAppPassword } from "./create-app-password.tsx";

const protocols = ["imap", "submission", "pop3"] as const;

/** How phones and mail programs are set up. */
export function ProgramsSection() {
  const tAll = useTranslations("devices");
  const words = useWords();
  const servers = useMailServers();
  if (servers.isError && !servers.data)
    return <ErrorState {...words(servers.error)} retryLabel={tAll("retry")} onRetry={() => void servers.refetch()} />;
  return (
    <>
      <Ways />
      {servers.data ? <Servers servers={servers.data} /> : <Skeleton className="h-96" />}
    </>
  );
}

/** The short ways: a password for it, and a file that does the rest on devices of Apple. */
function Ways() {
  const t = useTranslations("devices.setUp");
  const tPrograms = useTranslations("devices.programs");
  const [isCreating, setIsCreating] = useState(false);
  return (
    <section className="mb-8 rounded-2 border bg-surface">
      <Way title={t("password")} hint={t("passwordHint")}>
        <Button look="primary" onClick={() => setIsCreating(true)}>
          <Plus aria-hidden="true" />
          {tPrograms("create")}
        </Button>
      </Way>
      <Way title={t("apple")} hint={t("appleHint")}>
        <Button asChild>
          <a href="/setup/apple.mobileconfig">
            <Download aria-hidden="true" />
            {t("appleGet")}
          </a>
        </Button>
      </Way>
      <Way title={t("others")} hint={t("othersHint")} />
      {isCreating ? <CreateAppPassword onClose={() => setIsCreating(false)} /> : null}
    </section>
  );
}

function Way({ title, hint, children }: { title: string; hint: string; children?: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-6 border-b px-4 py-3.5 last:border-b-0 max-md:flex-col max-md:items-start max-md:gap-2">
      <div className="min-w-0">
        <h2 className="text-14 font-medium">{title}</h2>
        <p className="mt-0.5 text-13 text-muted">{hint}</p>
      </div>
      {children}
    </div>
  );
}

function Servers({ servers }: { servers: MailServers }) {
  const t = useTranslations("devices.setUp");
  const { account } = useMe();
  const groups = protocols.map((protocol) => (
    <SettingGroup key={protocol} title={t(`${protocol}.title`)}>
      <dl>
        <Value label={t("server")} text={servers.host} copyLabel={t("copyServer")} />
        <Value label={t("port")} text={String(servers[protocol].tls)} copyLabel={t("copyPort")} />
        <Value label={t("security")} text="SSL/TLS" />
        <Value label={t("user")} text={account.address} copyLabel={t("copyUser")} />
        <Value label={t("other")} text={t("startTls", { port: String(servers[protocol].startTls) })} />
      </dl>
    </SettingGroup>
  ));
  return (
    <>
      {groups}
      <SettingGroup title={t("webdav.title")}>
        <dl>
          <Value label={t("webdav.address")} text={servers.webdav} copyLabel={t("webdav.copy")} />
          <Value label={t("user")} text={account.address} copyLabel={t("copyUser")} />
        </dl>
        <p className="px-4 py-2.5 text-13 text-muted">{t("webdav.hint")}</p>
      </SettingGroup>
    </>
  );
}

function Value({ label, text, copyLabel }: { label: string; text: string; copyLabel?: string }) {
  return (
    <div className="flex min-h-10 items-center gap-3 border-b ps-4 pe-2 last:border-b-0 max-md:min-h-11">
      <dt className="w-40 shrink-0 text-13 text-muted max-md:w-28">{label}</dt>
      <dd className="flex min-w-0 flex-1 items-center gap-2">
        <span dir="ltr" className="min-w-0 flex-1 py-1.5 text-start text-14 break-words select-text">
          {text}
        </span>
        {copyLabel ? <CopyButton text={text} label={copyLabel} /> : null}
      </dd>
    </div>
  );
}
