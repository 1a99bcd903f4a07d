import type { SkinTone } from "@carbyne/ui/emoji";
import { useCallback, useMemo } from "react";
import { useStored } from "../stored.ts";

const mostRemembered = 27;
const tones: readonly SkinTone[] = [0, 1, 2, 3, 4, 5];

/** What somebody uses of emoji in this browser: the latest ones, and the tone of skin. */
export function useEmoji() {
  const [stored, store] = useStored("emoji.recent");
  const [storedTone, storeTone] = useStored("emoji.tone");
  const recent = useMemo(() => (stored ?? "").split(" ").filter(Boolean), [stored]);
  return {
    recent,
    tone: tones.find((tone) => String(tone) === storedTone) ?? 0,
    setTone: useCallback((tone: SkinTone) => storeTone(String(tone)), [storeTone]),
    noteUsed: useCallback(
      (sign: string) => store([sign, ...recent.filter((one) => one !== sign)].slice(0, mostRemembered).join(" ")),
      [recent, store],
    ),
  };
}
