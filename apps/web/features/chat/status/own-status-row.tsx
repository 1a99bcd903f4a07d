import { Menu } from "@carbyne/ui";
import { SmilePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { useOwnStatusWords } from "./own-status-words.tsx";
import { useRestEntry } from "./use-rest-entry.tsx";

const StatusDialog = lazyLayer(() => import("./status-dialog.tsx").then((module) => module.StatusDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** What one says of oneself, above the rooms. */
export function OwnStatusRow({ isFolded }: { isFolded: boolean }) {
  const t = useTranslations("chat.status");
  const { said, rest } = useOwnStatusWords();
  const restEntry = useRestEntry();
  const [isSetting, setIsSetting] = useState(false);
  const words = [said, rest].filter(Boolean).join(" · ");
  const label = words === "" ? t("set") : words;
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={words === "" ? label : `${t("change")}: ${words}`}
            title={isFolded ? label : undefined}
            className="flex h-8 w-full items-center gap-2.5 rounded-1 px-2 text-start text-muted transition-colors hover:bg-hover hover:text-text max-md:h-11 max-md:text-14 [&>svg]:size-[18px] [&>svg]:shrink-0 [&>svg]:stroke-[1.75]"
          >
            <SmilePlus aria-hidden="true" />
            {isFolded ? null : (
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {label}
              </span>
            )}
          </button>
        }
        entries={[
          {
            label: t(said === "" ? "set" : "change"),
            icon: <SmilePlus aria-hidden="true" />,
            onSelect: () => setIsSetting(true),
          },
          restEntry,
        ]}
      />
      {isSetting ? <StatusDialog onClose={() => setIsSetting(false)} /> : null}
    </>
  );
}
