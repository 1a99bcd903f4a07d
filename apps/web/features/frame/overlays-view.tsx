import { isToastActionShown, runToastAction, setToastKeys } from "@carbyne/ui";
import { Command as CommandIcon, Keyboard, LogOut, SlidersHorizontal, SunMoon, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { type Command, useAllCommands, useCommandKeys, useCommands } from "../../client/commands.ts";
import { useKey } from "../../client/keys/keymap-store.ts";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import { leave } from "../../client/leaving.ts";
import { themes } from "../../client/theme-choice.ts";
import { useSignOut } from "../session/api.ts";
import { useMe } from "../session/me.ts";
import { useSettings } from "../settings/api.ts";
import { modulesOf } from "./modules.tsx";
import { openPalette, openShortcuts, setOverlay, useOverlay } from "./overlays.ts";

const Palette = lazyLayer(() => import("./palette.tsx").then((module) => module.Palette), {
  cancel: ({ onClose }) => onClose(),
});
const ShortcutsDialog = lazyLayer(() => import("./shortcuts-dialog.tsx").then((module) => module.ShortcutsDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** The command palette and the shortcuts sheet, with the commands that hold everywhere. */
export function Overlays() {
  const t = useTranslations("frame");
  const tMail = useTranslations("mail");
  const overlay = useOverlay();
  const router = useRouter();
  const { mutate: signOut } = useSignOut();
  const { set } = useSettings();
  const me = useMe();
  const all = useAllCommands();
  useCommandKeys();
  const undoKeys = useKey("frame.undo");
  useEffect(() => {
    setToastKeys(undoKeys);
    return () => setToastKeys(undefined);
  }, [undoKeys]);

  const commands = useMemo(
    (): Command[] => [
      {
        id: "frame.palette",
        label: t("palette.title"),
        section: t("sections.everywhere"),
        icon: <CommandIcon aria-hidden="true" />,
        action: "frame.palette",
        isKeyOnly: true,
        run: openPalette,
      },
      {
        id: "frame.shortcuts",
        label: t("shortcuts.title"),
        section: t("sections.everywhere"),
        icon: <Keyboard aria-hidden="true" />,
        action: "frame.shortcuts",
        run: openShortcuts,
      },
      ...modulesOf(me).map((module) => ({
        id: `frame.go.${module.id}`,
        label: t("goTo", { place: t(`module.${module.id}`) }),
        section: t("sections.go"),
        icon: module.icon,
        run: () => leave(() => router.push(module.href)),
      })),
      {
        id: "frame.settings",
        action: "go.settings",
        label: t("goTo", { place: t("module.settings") }),
        section: t("sections.go"),
        icon: <SlidersHorizontal aria-hidden="true" />,
        run: () => leave(() => router.push("/settings")),
      },
      {
        id: "frame.undo",
        label: tMail("undo"),
        section: t("sections.everywhere"),
        icon: <Undo2 aria-hidden="true" />,
        action: "frame.undo",
        isAboveLayers: isToastActionShown,
        run: runToastAction,
      },
      ...themes.map((theme) => ({
        id: `frame.theme.${theme}`,
        label: `${t("theme.title")}: ${t(`theme.${theme}`)}`,
        section: t("sections.everywhere"),
        icon: <SunMoon aria-hidden="true" />,
        run: () => set("ui.theme", theme),
      })),
      {
        id: "frame.signOut",
        label: t("signOut"),
        section: t("sections.everywhere"),
        icon: <LogOut aria-hidden="true" />,
        run: () => leave(signOut),
      },
    ],
    [t, tMail, router, me, set, signOut],
  );
  useCommands(commands);

  return (
    <>
      {overlay === "palette" ? <Palette commands={all} onClose={() => setOverlay(null)} /> : null}
      {overlay === "shortcuts" ? <ShortcutsDialog onClose={() => setOverlay(null)} /> : null}
    </>
  );
}
