import { CalendarDays, CalendarRange, Clock, Hourglass, Sofa, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useZone } from "../../../client/zone.ts";
import { followUpPresets, snoozePresets } from "./presets.ts";
import { TimeDialog } from "./time-dialog.tsx";

interface AskTimeProps {
  count: number;
  onChoose: (at: Date) => void;
  onClose: () => void;
}

const icons = {
  laterToday: <Clock aria-hidden="true" />,
  tomorrow: <Sun aria-hidden="true" />,
  weekend: <Sofa aria-hidden="true" />,
  nextWeek: <CalendarDays aria-hidden="true" />,
  nextMonth: <CalendarRange aria-hidden="true" />,
};

/** Until when conversations are to be away. */
export function AskSnooze({ count, onChoose, onClose }: AskTimeProps) {
  const t = useTranslations("times.snooze");
  const zone = useZone();
  const [now] = useState(() => new Date());
  const choices = snoozePresets(now, zone).map(({ name, at }) => ({ label: t(name), icon: icons[name], at }));
  return <TimeDialog title={t("title", { count })} choices={choices} onChoose={onChoose} onClose={onClose} />;
}

/** How long an answer is waited for. */
export function AskFollowUp({ count, onChoose, onClose }: AskTimeProps) {
  const t = useTranslations("times.followUp");
  const zone = useZone();
  const [now] = useState(() => new Date());
  const icon = <Hourglass aria-hidden="true" />;
  const choices = followUpPresets(now, zone).map(({ name, at }) => ({ label: t(name), icon, at }));
  return <TimeDialog title={t("title", { count })} choices={choices} onChoose={onChoose} onClose={onClose} />;
}
