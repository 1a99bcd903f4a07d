import { Button, Dialog, EmptyState, IconButton } from "@carbyne/ui";
import { FileText, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { useScriptVerbs } from "./api.ts";
import type { Direction, Filters } from "./types.ts";

export interface ScriptsDialogProps {
  direction: Direction;
  scripts: Filters["scripts"];
  onClose: () => void;
}

/** All scripts of the account, such as mail programs may have stored, and which of them runs. */
export function ScriptsDialog({ direction, scripts, onClose }: ScriptsDialogProps) {
  const t = useTranslations("filters");
  const dates = useDates();
  const { activate, remove } = useScriptVerbs(direction);
  const isActive = (script: Filters["scripts"][number]) =>
    direction === "incoming" ? script.activeIncoming : script.activeOutgoing;
  return (
    <Dialog isOpen onClose={onClose} title={t("scripts")} description={t("scriptsHint")} closeLabel={t("close")}>
      {scripts.length === 0 ? (
        <EmptyState icon={<FileText />} text={t("noScripts")} />
      ) : (
        <ul className="rounded-2 border">
          {scripts.map((script) => (
            <li key={script.id} className="flex min-h-12 items-center gap-2 border-b ps-3 pe-1.5 last:border-b-0">
              <div className="min-w-0 flex-1">
                <p className="truncate text-14">{script.name}</p>
                <p className="text-12 text-faint">
                  {isActive(script) ? t("scriptActive") : t("scriptChanged", { date: dates.brief(script.updatedAt) })}
                </p>
              </div>
              <Button
                look="ink"
                aria-label={t(isActive(script) ? "deactivateNamed" : "activateNamed", { name: script.name })}
                onClick={() => activate.mutate(isActive(script) ? null : script.id)}
              >
                {isActive(script) ? t("deactivate") : t("activate")}
              </Button>
              <IconButton
                label={t("deleteScript", { name: script.name })}
                disabled={script.activeIncoming || script.activeOutgoing}
                onClick={() => remove.mutate(script.id)}
              >
                <Trash2 aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
