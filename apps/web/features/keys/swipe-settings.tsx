import { Select } from "@carbyne/ui";
import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { directionOf } from "../../client/locale.ts";
import { type Side, type SwipeChoice, swipeLooks, swipes } from "../mail/list/swipe.ts";
import { looks } from "../mail/verbs/verb-looks.tsx";
import { useSettings } from "../settings/api.ts";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";

/** What moving a line aside does, to each side. */
export function SwipeSettings() {
  const t = useTranslations("keys.swipe");
  const isFromRight = directionOf(useLocale()) === "rtl";
  const { settings, set } = useSettings();
  const sides = [
    { side: "end", key: "mail.swipeEnd", choice: settings.swipeEnd },
    { side: "start", key: "mail.swipeStart", choice: settings.swipeStart },
  ] as const;
  return (
    <SettingGroup title={t("title")}>
      {sides.map(({ side, key, choice }) => {
        const label = t((side === "end") === isFromRight ? "endMirrored" : "end");
        return (
          <SettingRow key={side} label={label} {...(side === "end" ? { hint: t("hint") } : {})}>
            {() => (
              <span className="flex items-center gap-3">
                <SwipePicture side={side} choice={choice} />
                <Select
                  label={label}
                  value={choice}
                  options={swipes.map((value) => ({ value, label: t(`choice.${value}`) }))}
                  onChange={(chosen) => set(key, chosen)}
                  className="min-w-44 max-md:flex-1"
                />
              </span>
            )}
          </SettingRow>
        );
      })}
    </SettingGroup>
  );
}

/** A line of a list, moved a little to the side. */
function SwipePicture({ side, choice }: { side: Side; choice: SwipeChoice }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "flex h-9 w-24 shrink-0 overflow-hidden rounded-1 border",
        side === "start" && "flex-row-reverse",
        swipeLooks[choice],
      )}
    >
      <span className="grid w-9 shrink-0 place-items-center [&>svg]:size-4">
        {choice === "none" ? null : looks[choice].icon}
      </span>
      <span className="flex flex-1 flex-col justify-center gap-1 bg-surface px-2">
        <span className="h-1.5 w-full rounded-full bg-strong" />
        <span className="h-1.5 w-2/3 rounded-full bg-border" />
      </span>
    </span>
  );
}
