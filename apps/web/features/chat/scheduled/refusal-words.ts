import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** Puts the reason for which something could not be said into words. Of what was refused then only the reason is known, and the room. */
export function useRefusalWords(): (reason: string, room: string) => string {
  const t = useTranslations("errors");
  const tScheduled = useTranslations("chat.scheduled");
  return useCallback(
    (reason, name) => {
      const key = `reasons.${reason}` as "reasons.room-archived";
      const needsMore = t.has(key) && /\{(?!name\})/.test(String(t.raw(key)));
      return t.has(key) && !needsMore ? t(key, { name }) : tScheduled("unknownWhy");
    },
    [t, tScheduled],
  );
}
