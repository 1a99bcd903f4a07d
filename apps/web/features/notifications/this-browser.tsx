import { Badge, Button, Skeleton } from "@carbyne/ui";
import { BellOff, BellRing, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";
import { type PushView, usePushVerbs } from "./api.ts";
import { type Ability, abilityHere, needsHomeScreen } from "./push-here.ts";

/** The permission may be given or taken back in the browser's own settings. */
function subscribe(changed: () => void): () => void {
  window.addEventListener("focus", changed);
  return () => window.removeEventListener("focus", changed);
}

/** Turns notifications on and off where one is. The browser asks the person only after a press here. */
export function ThisBrowser({ view }: { view: PushView | undefined }) {
  const t = useTranslations("notifications");
  const { turnOn, turnOff, attempt } = usePushVerbs();
  const ability = useSyncExternalStore(subscribe, abilityHere, (): Ability => "ready");
  const isOn = ability === "ready" && (view?.browsers.some((browser) => browser.isThis) ?? false);
  if (!view)
    return (
      <SettingGroup title={t("here")}>
        <Skeleton className="m-4 h-10" />
      </SettingGroup>
    );
  return (
    <SettingGroup title={t("here")}>
      <SettingRow label={t("push")} hint={t("pushHint")}>
        {() =>
          ability === "ready" ? (
            <div className="flex shrink-0 items-center gap-3 max-md:justify-between">
              {isOn ? <Badge text={t("on")} tone="success" /> : null}
              {isOn ? (
                <Button isBusy={turnOff.isPending} onClick={() => turnOff.mutate()}>
                  <BellOff aria-hidden="true" />
                  {t("turnOff")}
                </Button>
              ) : (
                <Button look="primary" isBusy={turnOn.isPending} onClick={() => turnOn.mutate(view.publicKey)}>
                  <BellRing aria-hidden="true" />
                  {t("turnOn")}
                </Button>
              )}
            </div>
          ) : (
            <Badge text={ability === "blocked" ? t("blocked") : t("missing")} tone="warning" />
          )
        }
      </SettingRow>
      {ability === "ready" ? null : (
        <p className="flex items-start gap-2 border-b px-4 py-3 text-13 text-muted last:border-b-0">
          <Info size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
          {ability === "blocked" ? t("blockedHow") : needsHomeScreen() ? t("homeScreen") : t("missingHow")}
        </p>
      )}
      {isOn ? (
        <SettingRow label={t("attempt")} hint={t("attemptHint")}>
          {() => (
            <Button isBusy={attempt.isPending} onClick={() => attempt.mutate()}>
              {t("attemptDo")}
            </Button>
          )}
        </SettingRow>
      ) : null}
    </SettingGroup>
  );
}
