import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Action } from "../../client/keys/actions.ts";
import { type Keymap, keymapOf, type OwnKeys, withKeys, withoutKeys, withPreset } from "../../client/keys/keymap.ts";
import type { Preset } from "../../client/keys/presets.ts";
import { useSettings } from "../settings/api.ts";

export interface OwnKeysVerbs {
  preset: Preset;
  own: OwnKeys;
  keymap: Keymap;
  choose: (preset: Preset) => void;
  give: (action: Action, keys: string) => void;
  take: (action: Action, keys: string) => void;
  reset: (action: Action) => void;
  resetAll: () => void;
}

/** The keys of the account, and what can be changed of them. */
export function useOwnKeys(): OwnKeysVerbs {
  const t = useTranslations("keys");
  const { settings, set } = useSettings();
  const { keyPreset: preset, ownKeys: own } = settings;
  return useMemo(() => {
    const keymap = keymapOf(preset, own);
    const write = (next: OwnKeys) => set("ui.keys.own", Object.keys(next).length === 0 ? null : next);
    return {
      preset,
      own,
      keymap,
      choose: (chosen) => set("ui.keys.preset", chosen),
      give: (action, keys) => write(withKeys(own, keymap, { action, keys })),
      take: (action, keys) => write(withoutKeys(own, keymap, { action, keys })),
      reset: (action) => write(withPreset(own, preset, action)),
      resetAll: () => {
        write({});
        showToast({
          text: t("own.resetDone", { preset: t(`preset.${preset}`) }),
          action: { label: t("own.undo"), run: () => write(own) },
        });
      },
    };
  }, [preset, own, set, t]);
}
