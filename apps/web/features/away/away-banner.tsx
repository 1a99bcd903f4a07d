import { Button, showToast } from "@carbyne/ui";
import { Plane } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { useAway, useAwayVerbs } from "./api.ts";

/** Says that people who write get a reply by itself, as long as they do. */
export function AwayBanner() {
  const t = useTranslations("away.banner");
  const dates = useDates();
  const { data } = useAway();
  const { turnOff } = useAwayVerbs();
  if (data?.state !== "on") return null;
  const until = data.endsAtInstant;
  const day = until && dates.brief(until);
  const moment = until && (day === dates.time(until) ? day : `${day}, ${dates.time(until)}`);
  return (
    <div role="status" className="flex min-h-10 shrink-0 items-center gap-2 border-b bg-accent-soft ps-4 pe-2 text-13">
      <Plane size={16} className="shrink-0 text-accent-ink" aria-hidden="true" />
      <Link
        href="/settings/out-of-office"
        title={until ? dates.full(until) : undefined}
        className="min-w-0 flex-1 truncate font-medium text-accent-ink hover:underline"
      >
        {moment ? t("until", { date: moment }) : t("on")}
      </Link>
      <Button
        look="ink"
        isBusy={turnOff.isPending}
        onClick={() => turnOff.mutate(undefined, { onSuccess: () => showToast({ text: t("turnedOff") }) })}
      >
        {t("turnOff")}
      </Button>
    </div>
  );
}
