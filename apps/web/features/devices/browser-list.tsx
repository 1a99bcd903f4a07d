import { Badge, Button, ErrorState } from "@carbyne/ui";
import { Monitor, Smartphone, Tablet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { useWords } from "../../client/words.ts";
import { Lines } from "../identities/lines.tsx";
import { type BrowserSession, useSessions, useSessionVerbs } from "./api.ts";
import { DeviceLine, WaitingLines } from "./device-line.tsx";

type Device = Pick<BrowserSession, "browser" | "system">;

const icons = {
  computer: <Monitor aria-hidden="true" />,
  phone: <Smartphone aria-hidden="true" />,
  tablet: <Tablet aria-hidden="true" />,
};

/** The browsers that are signed in, and ways to sign them out. */
export function BrowserList() {
  const t = useTranslations("devices.browsers");
  const tAll = useTranslations("devices");
  const words = useWords();
  const sessions = useSessions();
  const { endOthers } = useSessionVerbs();
  if (sessions.isError && !sessions.data)
    return <ErrorState {...words(sessions.error)} retryLabel={tAll("retry")} onRetry={() => void sessions.refetch()} />;
  return (
    <Lines
      title={t("title")}
      hint={t("hint")}
      empty={null}
      act={
        (sessions.data?.length ?? 0) > 1 ? (
          <Button isBusy={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
            {t("endOthers")}
          </Button>
        ) : null
      }
    >
      {sessions.data ? null : <WaitingLines />}
      {sessions.data?.map((session) => (
        <BrowserLine key={session.id} session={session} />
      ))}
    </Lines>
  );
}

function BrowserLine({ session }: { session: BrowserSession }) {
  const t = useTranslations("devices.browsers");
  const dates = useDates();
  const nameOf = useDeviceName();
  const { end } = useSessionVerbs();
  const { id, ip, isThis, form, lastUsedAt, createdAt } = session;
  const name = nameOf(session);
  return (
    <DeviceLine
      icon={icons[form]}
      name={name}
      mark={isThis ? <Badge tone="success" text={t("this")} /> : null}
      details={[
        ip ?? "",
        isThis ? "" : t("used", { when: dates.brief(lastUsedAt) }),
        t("since", { when: dates.brief(createdAt) }),
      ]}
      act={
        isThis ? null : (
          <Button
            look="quiet"
            aria-label={t("endNamed", { name })}
            isBusy={end.isPending}
            onClick={() => end.mutate({ id, name })}
          >
            {t("end")}
          </Button>
        )
      }
    />
  );
}

/** A browser as a person would call it. */
export function useDeviceName(): (device: Device) => string {
  const t = useTranslations("devices.browsers");
  return ({ browser, system }) => {
    if (browser && system) return t("named", { browser, system });
    return browser ?? system ?? t("unknown");
  };
}
