import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { saveBeforeReload } from "../mail/composer/saving/open-queues.ts";
import { useMe } from "../session/me.ts";
import { keepAnswers } from "./keep-answers.ts";

const forLong = 24 * 3_600_000;
const restMs = 30 * 60_000;
const saveMs = 5_000;
const takeOverMs = 2_000;
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Has the pages, and what is read in them, ready for when there is no network; and tells of a new version. */
export function ShellWorker() {
  const t = useTranslations("offline");
  const queryClient = useQueryClient();
  const accountId = useMe().account.id;
  useEffect(() => keepAnswers(queryClient, accountId), [queryClient, accountId]);
  useEffect(() => {
    // Browsers have it only where the connection is secure.
    if (!("serviceWorker" in navigator)) return;
    const offer = (worker: ServiceWorker) => {
      const reload = async () => {
        // What is not saved by then is kept on this device, and comes back from there.
        await Promise.race([saveBeforeReload(), after(saveMs)]);
        // Another tab may have let it take over already.
        if (worker.state === "installed") {
          const taken = new Promise((resolve) =>
            navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
          );
          worker.postMessage("take-over");
          // The browser has it wait for whatever the old one is still answering; the pages are new all the same.
          await Promise.race([taken, after(takeOverMs)]);
        }
        window.location.reload();
      };
      showToast({
        text: t("newVersion"),
        action: { label: t("reload"), run: () => void reload(), isByPressOnly: true },
        durationMs: forLong,
      });
    };
    const watch = (registration: ServiceWorkerRegistration) => {
      // The first worker of a browser replaces nothing.
      if (registration.waiting && registration.active) offer(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => {
          if (worker.state === "installed" && registration.active) offer(worker);
        });
      });
    };
    let looked = Date.now();
    let registered: ServiceWorkerRegistration | undefined;
    // A browser looks when a page is opened, and ours may stay open for weeks.
    const look = () => {
      if (document.visibilityState !== "visible" || Date.now() - looked < restMs) return;
      looked = Date.now();
      registered?.update().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", look);
    const timer = setInterval(look, restMs);
    navigator.serviceWorker
      .register("/service-worker.js", { updateViaCache: "none" })
      .then((registration) => {
        registered = registration;
        watch(registration);
      })
      // Without it everything works as long as there is a network.
      .catch(() => undefined);
    return () => {
      document.removeEventListener("visibilitychange", look);
      clearInterval(timer);
    };
  }, [t]);
  return null;
}
