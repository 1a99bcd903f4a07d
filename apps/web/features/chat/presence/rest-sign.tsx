import { clsx } from "clsx";
import { useTranslations } from "next-intl";

/** On the picture of somebody who is not to be disturbed. */
export function RestSign({ size }: { size: number }) {
  const t = useTranslations("chat.presence");
  return (
    <span
      role="img"
      aria-label={t("resting")}
      title={t("resting")}
      className={clsx(
        "absolute -end-1 -bottom-1 flex items-center justify-center rounded-full bg-danger ring-2 ring-surface",
        size < 32 ? "size-2.5" : "size-3",
      )}
    >
      <span className="h-0.5 w-1.5 shrink-0 rounded-full bg-surface" />
    </span>
  );
}
