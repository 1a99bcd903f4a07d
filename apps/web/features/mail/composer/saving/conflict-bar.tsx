import { Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { Conflict } from "./save-queue.ts";

export interface ConflictBarProps {
  conflict: Conflict;
  onLoad: () => void;
  onKeep: () => void;
  onLeave: () => void;
}

/** The draft is another one by now: nothing is written over, and the person says which one goes on. */
export function ConflictBar({ conflict, onLoad, onKeep, onLeave }: ConflictBarProps) {
  const t = useTranslations("writing.conflict");
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-warning bg-sunken px-4 py-2 text-13"
    >
      <span className="min-w-40 flex-1">{t(conflict)}</span>
      <span className="flex flex-wrap gap-2">
        {conflict === "changed" ? (
          <Button onClick={onLoad}>{t("load")}</Button>
        ) : (
          <Button onClick={onLeave}>{t("leave")}</Button>
        )}
        <Button look="ink" onClick={onKeep}>
          {conflict === "changed" ? t("keepCopy") : t("keepNew")}
        </Button>
      </span>
    </div>
  );
}
