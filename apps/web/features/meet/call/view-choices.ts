import { useCallback, useMemo } from "react";
import { useStored } from "../../../client/stored.ts";
import { layouts, type LayoutKind } from "../stage/layout.ts";

/** How much data pictures may take: as much as helps, less, or none of cameras. */
export const savings = ["full", "less", "sound"] as const;
export type Saving = (typeof savings)[number];

export type ViewChoices = {
  readonly layout: LayoutKind | "auto";
  readonly hidesSelf: boolean;
  readonly saving: Saving;
  readonly setLayout: (layout: LayoutKind | "auto") => void;
  readonly setHidesSelf: (hides: boolean) => void;
  readonly setSaving: (saving: Saving) => void;
};

/** How somebody looks at meetings in this browser. */
export function useViewChoices(): ViewChoices {
  const [layout, storeLayout] = useStored("meet.layout");
  const [self, storeSelf] = useStored("meet.self");
  const [saving, storeSaving] = useStored("meet.saving");
  const setLayout = useCallback(
    (next: LayoutKind | "auto") => storeLayout(next === "auto" ? null : next),
    [storeLayout],
  );
  const setHidesSelf = useCallback((hides: boolean) => storeSelf(hides ? "hidden" : null), [storeSelf]);
  const setSaving = useCallback((next: Saving) => storeSaving(next === "full" ? null : next), [storeSaving]);
  return useMemo(
    () => ({
      layout: layouts.find((one) => one === layout) ?? "auto",
      hidesSelf: self === "hidden",
      saving: savings.find((one) => one === saving) ?? "full",
      setLayout,
      setHidesSelf,
      setSaving,
    }),
    [layout, self, saving, setLayout, setHidesSelf, setSaving],
  );
}
