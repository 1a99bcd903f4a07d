import { Select } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type Layout, layouts, type SettingKey, useSettings } from "./api.ts";
import { ChoiceCards } from "./choice-cards.tsx";
import { SettingGroup, SettingRow } from "./setting-row.tsx";

const readAfter = [0, 3, 10, -1] as const;

/** How lists of mail look and behave. */
export function ListSection() {
  const t = useTranslations("listing");
  const { settings, set } = useSettings();
  const after = [...new Set([...readAfter, settings.readAfterSeconds])];
  return (
    <>
      <ChoiceCards
        label={t("layout.title")}
        value={settings.layout}
        options={layouts.map((value) => ({
          value,
          label: t(`layout.${value}`),
          picture: <LayoutPicture layout={value} />,
        }))}
        onChange={(value) => set("mail.layout", value)}
      />
      <SettingGroup title={t("settings.lines")}>
        <Choice
          name="mail.grouping"
          label={t("settings.grouping")}
          hint={t("settings.groupingHint")}
          value={settings.grouping}
          options={(["conversations", "messages"] as const).map((value) => ({
            value,
            label: t(`settings.choice.${value}`),
          }))}
        />
        <Choice
          name="mail.conversationOrder"
          label={t("settings.order")}
          value={settings.conversationOrder}
          options={(["oldest", "newest"] as const).map((value) => ({ value, label: t(`settings.${value}`) }))}
        />
      </SettingGroup>
      <SettingGroup title={t("settings.behaviour")}>
        <Choice
          name="mail.readAfterSeconds"
          label={t("settings.read")}
          value={String(settings.readAfterSeconds)}
          options={after.map((seconds) => ({
            value: String(seconds),
            label:
              seconds === 0
                ? t("settings.readAtOnce")
                : seconds < 0
                  ? t("settings.readNever")
                  : t("settings.readAfter", { count: seconds }),
          }))}
          toValue={Number}
        />
        <Choice
          name="mail.afterRemoval"
          label={t("settings.after")}
          hint={t("settings.afterHint")}
          value={settings.afterRemoval}
          options={(["next", "previous", "list"] as const).map((value) => ({
            value,
            label: t(`settings.then.${value}`),
          }))}
        />
      </SettingGroup>
    </>
  );
}

interface ChoiceProps<V extends string> {
  name: SettingKey;
  label: string;
  hint?: string;
  value: V;
  options: readonly { value: V; label: string }[];
  toValue?: (value: V) => string | number;
}

function Choice<V extends string>({ name, label, hint, value, options, toValue = (chosen) => chosen }: ChoiceProps<V>) {
  const { set } = useSettings();
  return (
    <SettingRow label={label} {...(hint === undefined ? {} : { hint })}>
      {() => (
        <Select
          label={label}
          value={value}
          options={options}
          onChange={(chosen) => set(name, toValue(chosen))}
          className="min-w-52"
        />
      )}
    </SettingRow>
  );
}

/** A window in small: lines of the list, and the page that is read. */
function LayoutPicture({ layout }: { layout: Layout }) {
  return (
    <span className={clsx("flex h-20 p-2.5", layout === "below" ? "flex-col gap-1.5" : "gap-2")}>
      <span className={clsx("flex flex-col justify-center gap-1.5", layout === "right" ? "w-2/5" : "flex-1")}>
        {Array.from({ length: layout === "below" ? 2 : 5 }, (_, at) => (
          <span key={at} className="h-1.5 rounded-full bg-border" />
        ))}
      </span>
      {layout === "list" ? null : (
        <span className="flex flex-1 flex-col gap-1.5 rounded-1 border bg-bg p-1.5">
          <span className="h-1.5 w-1/2 rounded-full bg-strong" />
          <span className="h-1.5 rounded-full bg-border" />
        </span>
      )}
    </span>
  );
}
