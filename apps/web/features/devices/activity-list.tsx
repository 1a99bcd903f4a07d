import { Button, ErrorState } from "@carbyne/ui";
import { CircleCheck, KeyRound, LogOut, ShieldAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../client/dates.ts";
import { useWords } from "../../client/words.ts";
import { Lines } from "../identities/lines.tsx";
import { type Activity, useActivity } from "./api.ts";
import { useProtocols } from "./app-password-list.tsx";
import { useDeviceName } from "./browser-list.tsx";
import { DeviceLine, WaitingLines } from "./device-line.tsx";

const atFirst = 8;

const icons = {
  "sign-in": <CircleCheck aria-hidden="true" className="text-success" />,
  "sign-in.failed": <ShieldAlert aria-hidden="true" className="text-danger" />,
  "session.end": <LogOut aria-hidden="true" />,
  "password.change": <KeyRound aria-hidden="true" />,
  "account.password": <KeyRound aria-hidden="true" />,
  "app-password.create": <KeyRound aria-hidden="true" />,
  "app-password.revoke": <KeyRound aria-hidden="true" />,
} as const;
type Action = keyof typeof icons;
const reasons = ["password", "app-password-needed", "app-password-revoked", "app-password-over", "app-password-scope"];

/** What happened with the account's sign-ins lately. */
export function ActivityList() {
  const t = useTranslations("devices.activity");
  const tAll = useTranslations("devices");
  const words = useWords();
  const activity = useActivity();
  const [isWhole, setIsWhole] = useState(false);
  if (activity.isError && !activity.data)
    return <ErrorState {...words(activity.error)} retryLabel={tAll("retry")} onRetry={() => void activity.refetch()} />;
  const lines = activity.data ?? [];
  return (
    <>
      <Lines title={t("title")} hint={t("hint")} act={null} empty={activity.data?.length === 0 ? t("empty") : null}>
        {activity.data ? null : <WaitingLines />}
        {lines.slice(0, isWhole ? lines.length : atFirst).map((one) => (
          <ActivityLine key={JSON.stringify(one)} activity={one} />
        ))}
      </Lines>
      {isWhole || lines.length <= atFirst ? null : (
        <Button look="quiet" className="-mt-6 mb-8" onClick={() => setIsWhole(true)}>
          {t("more", { count: lines.length - atFirst })}
        </Button>
      )}
    </>
  );
}

function ActivityLine({ activity }: { activity: Activity }) {
  const t = useTranslations("devices.activity");
  const dates = useDates();
  const protocols = useProtocols();
  const nameOf = useDeviceName();
  const { at, times, action, ip, via, name, device, reason } = activity;
  if (!isKnown(action)) return null;
  const by = device ? nameOf(device) : (name ?? "");
  const why = reason && reasons.includes(reason) ? t(`reason.${reason}` as "reason.password") : "";
  return (
    <DeviceLine
      icon={icons[action]}
      name={t(`action.${action.replaceAll(".", "-")}` as "action.sign-in")}
      details={[
        [by, via && via !== "web" ? protocols([via]) : ""].filter(Boolean).join(", "),
        ip ?? "",
        why,
        times > 1 ? t("times", { count: times }) : "",
      ]}
      act={
        <time dateTime={at} title={dates.full(at)} className="shrink-0 self-start pe-2 text-13 text-muted">
          {dates.brief(at)}
        </time>
      }
    />
  );
}

function isKnown(action: string): action is Action {
  return Object.hasOwn(icons, action);
}
