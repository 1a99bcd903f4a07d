"use client";

import { ErrorState } from "@carbyne/ui";
import { useTranslations } from "next-intl";

/** A fault of ours: says so, and offers another try. */
export function BrokenPage({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("frame.broken");
  return (
    <main className="grid min-h-dvh place-items-center">
      <ErrorState text={t("title")} hint={t("hint")} retryLabel={t("retry")} onRetry={onRetry} />
    </main>
  );
}
