import { IconButton } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "../../frame/mark.tsx";

/** What stands around all that is before and after a meeting. */
export function LobbyFrame({ onLeave, children }: { onLeave: (() => void) | null; children: ReactNode }) {
  const t = useTranslations("meet");
  return (
    <div className="flex h-dvh flex-col overflow-auto bg-sunken px-3 text-text">
      <header className="flex h-12 shrink-0 items-center gap-3">
        <Mark size={28} />
        <strong className="flex-1 text-14 font-semibold">{t("title")}</strong>
        {onLeave ? (
          <IconButton label={t("lobby.back")} onClick={onLeave}>
            <X aria-hidden="true" />
          </IconButton>
        ) : null}
      </header>
      <main className="m-auto w-full max-w-284 py-4">{children}</main>
    </div>
  );
}
