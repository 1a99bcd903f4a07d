import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Call } from "../connection/call.ts";
import { useCall } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";

/** Says what a moderator did here, or asks for. */
export function useModerated(call: Call, media: OwnMedia): void {
  const t = useTranslations("meet.moderated");
  const moderated = useCall(call, (state) => state.moderated);
  useEffect(() => {
    if (!moderated) return;
    const { act, by } = moderated;
    showToast({
      text: t(act, { name: by }),
      ...(act === "askUnmute"
        ? { action: { label: t("unmute"), run: () => void media.setMic(true), isByPressOnly: true } }
        : {}),
    });
  }, [moderated, media, t]);
}
