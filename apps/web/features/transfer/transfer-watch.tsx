import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useRouter } from "next/navigation";
import { useTransfers } from "./api.ts";

const endOf = { import: "ended", account: "ended", export: "exported" } as const;

/** Says when something has come in or is ready, wherever the person is by then. */
export function TransferWatch() {
  const t = useTranslations("transfer");
  const router = useRouter();
  const { data } = useTransfers();
  const running = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, kind, state, name } of data ?? []) {
      if (state === "looking" || state === "running") running.current.add(id);
      else if (running.current.delete(id) && state !== "stopped" && !window.location.pathname.endsWith("/transfer"))
        showToast({
          text: t(`said.${state === "ended" ? endOf[kind] : state === "looked" ? state : "failed"}`, { name }),
          action: { label: t("show"), run: () => router.push("/settings/transfer") },
        });
    }
  }, [data, t, router]);
  return null;
}
