import { CalendarDays, Moon, Sun, SunMedium } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useZone } from "../../../client/zone.ts";
import { TimeDialog } from "../times/time-dialog.tsx";
import { sendPresets } from "./presets.ts";

const icons = {
  thisAfternoon: <SunMedium aria-hidden="true" />,
  thisEvening: <Moon aria-hidden="true" />,
  tomorrowMorning: <Sun aria-hidden="true" />,
  tomorrowAfternoon: <SunMedium aria-hidden="true" />,
  mondayMorning: <CalendarDays aria-hidden="true" />,
};

export interface AskSendTimeProps {
  /** Of a message that waits already. */
  isChange?: boolean;
  onChoose: (at: Date) => void;
  onClose: () => void;
}

/** When a message shall leave. */
export function AskSendTime({ isChange = false, onChoose, onClose }: AskSendTimeProps) {
  const t = useTranslations("sendLater");
  const zone = useZone();
  const [now] = useState(() => new Date());
  const choices = sendPresets(now, zone).map(({ name, at }) => ({ label: t(`preset.${name}`), icon: icons[name], at }));
  return (
    <TimeDialog
      title={isChange ? t("changeTitle") : t("title")}
      choices={choices}
      onChoose={onChoose}
      onClose={onClose}
    />
  );
}
