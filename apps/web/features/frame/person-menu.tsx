import { Avatar, Menu } from "@carbyne/ui";
import { Keyboard, Languages, LogOut, SlidersHorizontal, SmilePlus, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import { leave } from "../../client/leaving.ts";
import { useKey } from "../../client/keys/keymap-store.ts";
import { locales } from "../../client/locale.ts";
import { themes } from "../../client/theme-choice.ts";
import { RestSign } from "../chat/presence/rest-sign.tsx";
import { useOwnStatusWords } from "../chat/status/own-status-words.tsx";
import { useRestEntry } from "../chat/status/use-rest-entry.tsx";
import { useSignOut } from "../session/api.ts";
import { useMe } from "../session/me.ts";
import { useSettings } from "../settings/api.ts";
import { openShortcuts } from "./overlays.ts";

const StatusDialog = lazyLayer(() => import("../chat/status/status-dialog.tsx").then((module) => module.StatusDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** Who is signed in, and what belongs to them. */
export function PersonMenu() {
  const t = useTranslations("frame");
  const tStatus = useTranslations("chat.status");
  const { said, rest } = useOwnStatusWords();
  const restEntry = useRestEntry();
  const [isSetting, setIsSetting] = useState(false);
  const { account, version } = useMe();
  const { settings, set } = useSettings();
  const helpKey = useKey("frame.shortcuts");
  const signOut = useSignOut();
  const router = useRouter();
  const locale = useLocale();
  const menu = (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t("personMenu", { name: account.name })}
          className="shrink-0 rounded-full focus-visible:outline-offset-2 max-md:grid max-md:size-11 max-md:place-items-center"
        >
          <span className="relative">
            <Avatar name={account.name} address={account.address} />
            {rest === "" ? null : <RestSign size={32} />}
          </span>
        </button>
      }
      header={
        <div className="mb-1 border-b px-2 pt-1 pb-2">
          <p className="truncate text-14 font-semibold">{account.name}</p>
          <p className="truncate text-12 text-muted">{account.address}</p>
          {said === "" ? null : (
            <p dir="auto" className="truncate text-12">
              {said}
            </p>
          )}
          {rest === "" ? null : <p className="text-12 text-danger">{rest}</p>}
          <p className="text-12 text-faint">{t("version", { version })}</p>
        </div>
      }
      entries={[
        {
          label: tStatus(said === "" ? "set" : "change"),
          icon: <SmilePlus aria-hidden="true" />,
          onSelect: () => setIsSetting(true),
        },
        restEntry,
        "separator",
        {
          label: t("theme.title"),
          icon: <SunMoon aria-hidden="true" />,
          entries: themes.map((theme) => ({
            label: t(`theme.${theme}`),
            isChecked: settings.theme === theme,
            onSelect: () => set("ui.theme", theme),
          })),
        },
        {
          label: t("language"),
          icon: <Languages aria-hidden="true" />,
          entries: locales.map((choice) => ({
            label: t(`locale.${choice}`),
            isChecked: choice === locale,
            onSelect: () => set("ui.locale", choice),
          })),
        },
        "separator",
        {
          label: t("module.settings"),
          icon: <SlidersHorizontal aria-hidden="true" />,
          onSelect: () => leave(() => router.push("/settings")),
        },
        { label: t("shortcuts.title"), icon: <Keyboard aria-hidden="true" />, keys: helpKey, onSelect: openShortcuts },
        "separator",
        { label: t("signOut"), icon: <LogOut aria-hidden="true" />, onSelect: () => leave(() => signOut.mutate()) },
      ]}
    />
  );
  return (
    <>
      {menu}
      {isSetting ? <StatusDialog onClose={() => setIsSetting(false)} /> : null}
    </>
  );
}
