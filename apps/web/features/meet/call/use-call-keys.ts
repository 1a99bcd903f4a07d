import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { useLatest } from "../../../client/latest.ts";
import type { PanelTab } from "../panel/side-panel.tsx";
import type { CallActs } from "./use-call-acts.ts";

/** The keys of a call, and its verbs in the palette. */
export function useCallKeys(
  acts: CallActs,
  { onPanel, onReact }: { onPanel: (tab: PanelTab) => void; onReact: () => void },
): void {
  const t = useTranslations("keys.action");
  const tMeet = useTranslations("meet");
  const panel = useLatest(onPanel);
  const react = useLatest(onReact);
  const commands = useMemo((): Command[] => {
    const one = (action: NonNullable<Command["action"]>, label: string, run: () => void): Command => ({
      id: action,
      action,
      label,
      section: tMeet("title"),
      run,
    });
    return [
      one("meet.mic", t("meet.mic"), acts.toggleMic),
      one("meet.camera", t("meet.camera"), acts.toggleCamera),
      one("meet.share", t("meet.share"), acts.toggleShare),
      one("meet.hand", t("meet.hand"), acts.toggleHand),
      one("meet.react", t("meet.react"), react),
      one("meet.people", t("meet.people"), () => panel("people")),
      one("meet.chat", t("meet.chat"), () => panel("chat")),
      one("meet.leave", t("meet.leave"), acts.leave),
    ];
  }, [acts, panel, react, t, tMeet]);
  useCommands(commands);
}
