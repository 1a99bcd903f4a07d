import { Select, Switch } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { themes } from "../../client/theme-choice.ts";
import { type Density, useSettings } from "./api.ts";
import { ChoiceCards } from "./choice-cards.tsx";
import { accents, type TextSize, textSizes } from "./read-choices.ts";
import { SettingGroup, SettingRow } from "./setting-row.tsx";

/** Of the language of no one in particular. */
const letter = "A";
const densities: readonly Density[] = ["comfortable", "compact"];

/** How things look, in every tab and on every device of the person. */
export function AppearanceSection() {
  const t = useTranslations("settings.appearance");
  const tTheme = useTranslations("frame.theme");
  const tDensity = useTranslations("list.density");
  const { settings, set } = useSettings();
  return (
    <>
      <ChoiceCards
        label={tTheme("title")}
        value={settings.theme}
        options={themes.map((value) => ({ value, label: tTheme(value), picture: <ThemePicture theme={value} /> }))}
        onChange={(value) => set("ui.theme", value)}
      />
      <ChoiceCards
        label={t("density")}
        value={settings.density}
        options={densities.map((value) => ({
          value,
          label: tDensity(value),
          picture: <DensityPicture density={value} />,
        }))}
        onChange={(value) => set("ui.density", value)}
      />
      <ChoiceCards
        label={t("textSize")}
        value={settings.textSize}
        options={textSizes.map((value) => ({
          value,
          label: t(`textSizes.${value}`),
          picture: <TextPicture size={value} />,
        }))}
        onChange={(value) => set("ui.textSize", value)}
      />
      <SettingGroup title={t("more")}>
        <SettingRow label={t("accent")} hint={t("accentHint")}>
          {() => (
            <Select
              label={t("accent")}
              value={settings.accent}
              options={accents.map((value) => ({ value, label: t(`accents.${value}`) }))}
              onChange={(value) => set("ui.accent", value)}
              className="min-w-40"
            />
          )}
        </SettingRow>
        <SettingRow label={t("motion")} hint={t("motionHint")}>
          {({ labelledBy, describedBy }) => (
            <Switch
              checked={settings.motion === "reduced"}
              labelledBy={labelledBy}
              describedBy={describedBy}
              onChange={(isOn) => set("ui.motion", isOn ? "reduced" : "system")}
            />
          )}
        </SettingRow>
      </SettingGroup>
    </>
  );
}

/** The tokens of a theme hold inside of an element that names it, and the page's own elsewhere. */
function ThemePicture({ theme }: { theme: (typeof themes)[number] }) {
  return (
    <span className="flex h-20">
      {(theme === "system" ? (["light", "dark"] as const) : [theme]).map((shown) => (
        <span
          key={shown}
          style={{ background: shown === "light" ? "oklch(0.985 0.003 265)" : "oklch(0.175 0.012 265)" }}
          className="flex flex-1 flex-col justify-center gap-2 p-3"
        >
          {[72, 48, 60].map((width) => (
            <span
              key={width}
              style={{
                width: `${width}%`,
                background: shown === "light" ? "oklch(0.82 0.012 265)" : "oklch(0.4 0.018 265)",
              }}
              className="h-1.5 rounded-full"
            />
          ))}
        </span>
      ))}
    </span>
  );
}

/** A letter of each size, as large whichever holds now. */
function TextPicture({ size }: { size: TextSize }) {
  const px = { small: "24px", normal: "28px", large: "36px" }[size];
  return (
    <span aria-hidden="true" style={{ fontSize: px }} className="grid h-20 place-items-center font-medium text-muted">
      {letter}
    </span>
  );
}

function DensityPicture({ density }: { density: Density }) {
  const rows = density === "compact" ? 5 : 3;
  return (
    <span className={clsx("flex h-20 flex-col justify-center px-3", density === "compact" ? "gap-1.5" : "gap-2.5")}>
      {Array.from({ length: rows }, (_, at) => (
        <span key={at} className="flex items-center gap-2">
          <span className={clsx("shrink-0 rounded-full bg-strong", density === "compact" ? "size-2" : "size-3.5")} />
          <span className="h-1.5 flex-1 rounded-full bg-border" />
        </span>
      ))}
    </span>
  );
}
