import { useTranslations } from "next-intl";

/** Why a recording came to nothing or ended early, in words; it is the reason of a refusal. */
export function useReasonWords(): (reason: string | null | undefined) => string {
  const t = useTranslations("errors");
  return (reason) => {
    const key = `reasons.${reason}` as "reasons.sign-in-failed";
    return reason && t.has(key) ? t(key) : t("internal.text");
  };
}
