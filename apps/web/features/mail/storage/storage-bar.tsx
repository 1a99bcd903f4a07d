import { ProgressBar } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useSizes } from "../../../client/sizes.ts";
import { useStorage } from "./api.ts";

/** From this share on the person is told. */
const nearlyFull = 0.9;

/** At the foot of the folders, once little room is left: how much, in words and as a bar. */
export function StorageBar() {
  const t = useTranslations("storage");
  const sizes = useSizes();
  const { data } = useStorage();
  if (!data || data.quotaBytes === null || data.usedBytes < data.quotaBytes * nearlyFull) return null;
  const { usedBytes, quotaBytes } = data;
  const isFull = usedBytes >= quotaBytes;
  const words = t("used", { used: sizes(usedBytes), all: sizes(quotaBytes) });
  return (
    <div role="status" className="m-2 mt-4 flex flex-col gap-1.5 rounded-2 border bg-surface p-3">
      <p className="text-13 font-medium">{isFull ? t("full") : t("nearlyFull")}</p>
      <ProgressBar value={usedBytes / quotaBytes} label={words} tone={isFull ? "danger" : "warning"} />
      <p className="text-12 text-muted">{words}</p>
      <p className="text-12 text-muted">{isFull ? t("fullHint") : t("nearlyFullHint")}</p>
    </div>
  );
}
