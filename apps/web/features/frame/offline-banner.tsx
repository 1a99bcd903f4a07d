import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Says that what is shown is from before, while there is no network. */
export function OfflineBanner() {
  const t = useTranslations("frame");
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  if (isOnline) return null;
  return (
    <div
      role="status"
      className="fixed top-2 left-1/2 z-40 flex h-9 -translate-x-1/2 items-center gap-2 rounded-full bg-toast px-4 text-13 text-on-toast shadow-floating"
    >
      <CloudOff size={16} aria-hidden="true" />
      {t("offline")}
    </div>
  );
}
