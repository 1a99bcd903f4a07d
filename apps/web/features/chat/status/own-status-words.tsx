import { isQuiet } from "@carbyne/schemas/telling";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useSettings } from "../../settings/api.ts";
import { ownStatusQuery } from "../api.ts";

/** What one says of oneself, and whether anything is told to one, in words; empty where there is nothing to say. */
export function useOwnStatusWords() {
  const t = useTranslations("chat.status.rest");
  const dates = useDates();
  const { settings } = useSettings();
  const { data } = useQuery(ownStatusQuery);
  const { isQuiet: hasHours, quietFrom: from, quietTo: to, quietDays: days, zone } = settings;
  const said = data ? [data.emoji, data.text].filter(Boolean).join(" ") : "";
  const rest = data?.isResting
    ? data.restsUntil
      ? t("until", { time: dates.brief(data.restsUntil) })
      : t("title")
    : hasHours && isQuiet({ from, to, days }, new Date(), zone)
      ? t("quiet")
      : "";
  return { said, rest };
}
