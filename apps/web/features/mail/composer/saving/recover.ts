import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useMe } from "../../../session/me.ts";
import { openComposer } from "../composer-store.ts";
import { orphanedCopies } from "./local-copies.ts";
import { takeReopened } from "./open-queues.ts";

/** Opens again what was written on this device and never saved: a tab that died, a laptop that was closed without network. */
export function useRecovered(): void {
  const t = useTranslations("writing");
  const tInstall = useTranslations("install");
  const accountId = useMe().account.id;
  useEffect(() => {
    const draftIds = takeReopened();
    for (const draftId of draftIds) openComposer({ kind: "draft", draftId });
    if (draftIds.length > 0) showToast({ text: tInstall("reopened", { count: draftIds.length }) });
  }, [tInstall]);
  useEffect(() => {
    let isRunning = false;
    const look = async () => {
      if (isRunning || !navigator.onLine) return;
      isRunning = true;
      const copies = await orphanedCopies(accountId).catch(() => []);
      for (const { id, draftId, version, tried, content } of copies)
        openComposer(
          {
            kind: "returned",
            copyId: id,
            content,
            ...(draftId ? { draftId } : {}),
            ...(version ? { version } : {}),
            ...(tried ? { tried } : {}),
          },
          { isFolded: true },
        );
      if (copies.length > 0) showToast({ text: t("recovered", { count: copies.length }) });
      // What was opened holds its copy from now on; until it does, it must not be opened twice.
      setTimeout(() => {
        isRunning = false;
      }, 5_000);
    };
    void look();
    const onOnline = () => void look();
    window.addEventListener("online", onOnline);
    return () => window.removeEventListener("online", onOnline);
  }, [accountId, t]);
}
