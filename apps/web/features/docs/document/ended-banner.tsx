import { Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { CollabState } from "../connection/collab.ts";

/** Why a document cannot be gone on with, and what can be done. What comes back by itself is not said. */
export function EndedBanner({ state, onReopen }: { state: CollabState; onReopen: () => void }) {
  const t = useTranslations("docs.ended");
  if (!state.ended) return null;
  const { code, reason } = state.ended;
  const words =
    code === 4413 ? (reason === "document-too-large" ? t("documentTooLarge") : t("changeTooLarge")) : t("other");
  return (
    <div role="alert" className="flex shrink-0 flex-wrap items-center gap-3 border-b bg-sunken px-4 py-2 text-13">
      <p className="min-w-0 flex-1">{words}</p>
      <Button onClick={onReopen}>{t("reopen")}</Button>
    </div>
  );
}
