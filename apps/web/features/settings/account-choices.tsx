import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useEffect } from "react";
import { keymapOf } from "../../client/keys/keymap.ts";
import { setKeymap } from "../../client/keys/keymap-store.ts";
import { isLocale, localeCookie, setCookie } from "../../client/locale.ts";
import { applyLooks } from "../../client/looks.ts";
import { applyTheme } from "../../client/theme.tsx";
import { useSettings } from "./api.ts";

/** Makes this browser look as the account says, now and when a choice changes in any tab. */
export function AccountChoices() {
  const { settings } = useSettings();
  const { theme, accent, motion, textSize, locale: wanted, keyPreset, ownKeys } = settings;
  const locale = useLocale();
  const router = useRouter();

  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => applyLooks({ accent, motion, textSize }), [accent, motion, textSize]);
  useEffect(() => setKeymap(keymapOf(keyPreset, ownKeys)), [keyPreset, ownKeys]);
  useEffect(() => {
    const language = wanted.split("-")[0];
    if (!isLocale(language) || language === locale) return;
    setCookie(localeCookie, language);
    router.refresh();
  }, [wanted, locale, router]);
  return null;
}
