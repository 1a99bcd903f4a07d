import { Cloud, CloudOff, CloudUpload, Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import type { CollabState } from "../connection/collab.ts";

const sign = { "aria-hidden": true, size: 16, className: "shrink-0" } as const;
/** What is saved within a blink is not said to be on its way. */
const blinkMs = 700;

/** Whether what was written is kept, in words. */
export function SavedWords({ state, mayWrite }: { state: CollabState; mayWrite: boolean }) {
  const t = useTranslations("docs.saved");
  const dates = useDates();
  const { isOnline, isSaved, isLoaded } = state;
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (isSaved) setSavedAt(new Date());
    setIsLate(false);
    if (isSaved) return;
    const timer = window.setTimeout(() => setIsLate(true), blinkMs);
    return () => window.clearTimeout(timer);
  }, [isSaved]);

  const [icon, words] = !isLoaded
    ? [<CloudUpload key="opening" {...sign} />, t("opening")]
    : !mayWrite
      ? [<Eye key="reading" {...sign} />, isOnline ? t("reading") : t("readingOffline")]
      : !isOnline
        ? [<CloudOff key="offline" {...sign} />, t("offline")]
        : isSaved || (savedAt && !isLate)
          ? [<Cloud key="saved" {...sign} />, savedAt ? t("savedAt", { time: dates.time(savedAt) }) : t("saved")]
          : [<CloudUpload key="saving" {...sign} />, t("saving")];
  return (
    <p role="status" className="flex shrink-0 items-center gap-1.5 text-12 whitespace-nowrap text-muted max-md:ps-2">
      {icon}
      <span>{words}</span>
    </p>
  );
}
