import { Badge, Button, ErrorState, IconButton } from "@carbyne/ui";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../client/dates.ts";
import { useWords } from "../../client/words.ts";
import { Lines } from "../identities/lines.tsx";
import { useSettings } from "../settings/api.ts";
import { type AppPassword, useAppPasswords, useAppPasswordVerbs } from "./api.ts";
import { CreateAppPassword } from "./create-app-password.tsx";
import { DeviceLine, WaitingLines } from "./device-line.tsx";

/** The programs that have a password of their own. */
export function AppPasswordList() {
  const t = useTranslations("devices.programs");
  const tAll = useTranslations("devices");
  const words = useWords();
  const { settings } = useSettings();
  const appPasswords = useAppPasswords();
  const [isCreating, setIsCreating] = useState(false);
  if (appPasswords.isError && !appPasswords.data)
    return (
      <ErrorState
        {...words(appPasswords.error)}
        retryLabel={tAll("retry")}
        onRetry={() => void appPasswords.refetch()}
      />
    );
  return (
    <>
      <Lines
        title={t("title")}
        hint={settings.appPasswordsOnly ? `${t("hint")} ${t("required")}` : t("hint")}
        empty={appPasswords.data?.length === 0 ? t("empty") : null}
        act={
          <Button onClick={() => setIsCreating(true)}>
            <Plus aria-hidden="true" />
            {t("create")}
          </Button>
        }
      >
        {appPasswords.data ? null : <WaitingLines />}
        {appPasswords.data?.map((one) => (
          <AppPasswordLine key={one.id} appPassword={one} />
        ))}
      </Lines>
      {isCreating ? <CreateAppPassword onClose={() => setIsCreating(false)} /> : null}
    </>
  );
}

function AppPasswordLine({ appPassword }: { appPassword: AppPassword }) {
  const t = useTranslations("devices.programs");
  const protocols = useProtocols();
  const dates = useDates();
  const { revoke } = useAppPasswordVerbs();
  const { id, name, lastUse, expiresAt, isOver } = appPassword;
  const use = lastUse
    ? t("used", { when: dates.brief(lastUse.at), protocol: protocols([lastUse.via]), ip: lastUse.ip ?? "" })
    : t("never");
  const details = [protocols(appPassword.scopes), use];
  if (expiresAt && !isOver) details.push(t("until", { date: dates.brief(expiresAt) }));
  return (
    <DeviceLine
      icon={<KeyRound aria-hidden="true" />}
      name={name}
      mark={isOver ? <Badge tone="warning" text={t("over")} /> : null}
      details={details}
      act={
        <IconButton label={t("revoke", { name })} onClick={() => revoke.mutate({ id, name })}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      }
    />
  );
}

/** The names of ways to sign in, in a list. */
export function useProtocols(): (names: readonly string[]) => string {
  const t = useTranslations("devices.protocols");
  return (names) => names.map((name) => (t.has(name as "imap") ? t(name as "imap") : name.toUpperCase())).join(", ");
}
