import { Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { Command } from "../../client/commands.ts";
import { ShortcutsSheet } from "./shortcuts-sheet.tsx";

/** The sheet of keys over what one is at. */
export function ShortcutsDialog({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const t = useTranslations("frame");
  return (
    <Dialog isOpen onClose={onClose} title={t("shortcuts.title")} closeLabel={t("close")} width="wide">
      <ShortcutsSheet commands={commands} />
    </Dialog>
  );
}
