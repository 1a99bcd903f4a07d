import { CommandPalette } from "@carbyne/ui";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Command } from "../../client/commands.ts";
import { useKeymap } from "../../client/keys/keymap-store.ts";
import { searchHref } from "../mail/place.ts";

/** Every command by its name; what is none is searched for in mail. */
export function Palette({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const t = useTranslations("frame");
  const router = useRouter();
  const keymap = useKeymap();
  return (
    <CommandPalette
      isOpen
      onClose={onClose}
      commands={commands
        .filter((command) => command.isKeyOnly !== true && command.isIdle !== true)
        .map((command) => ({ ...command, keys: command.action && keymap[command.action][0] }))}
      title={t("palette.title")}
      placeholder={t("palette.placeholder")}
      emptyText={t("palette.empty")}
      fallback={(text) => ({
        id: "frame.search",
        label: t("palette.search", { text }),
        section: t("sections.everywhere"),
        icon: <Search aria-hidden="true" />,
        run: () => router.push(searchHref(text)),
      })}
    />
  );
}
