import { CloudOff, CloudUpload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useWaiting } from "../offline/outbox.ts";
import { useMe } from "../session/me.ts";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Says that what is shown is from before, while there is no network, and what waits to be sent. */
export function OfflineBanner() {
  const t = useTranslations("frame");
  const tOffline = useTranslations("offline");
  const waiting = useWaiting(useMe().account.id).length;
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  if (isOnline && waiting === 0) return null;
  return (
    <div
      role="status"
      className="fixed top-2 left-1/2 z-40 flex min-h-9 w-max max-w-[calc(100vw-16px)] -translate-x-1/2 items-center gap-2 rounded-full bg-toast px-4 text-13 text-on-toast shadow-floating"
    >
      {isOnline ? <CloudUpload size={16} aria-hidden="true" /> : <CloudOff size={16} aria-hidden="true" />}
      {isOnline ? null : t("offline")}
      {waiting > 0 ? <span className="font-semibold">{tOffline("waiting", { count: waiting })}</span> : null}
    </div>
  );
}
