import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useLatest } from "../../../client/latest.ts";
import { useWords } from "../../../client/words.ts";
import type { Call } from "../connection/call.ts";
import { isUp } from "../connection/state.ts";
import type { OwnMedia } from "../media/own-media.ts";

export type CallActs = {
  readonly toggleMic: () => void;
  readonly toggleCamera: () => void;
  readonly toggleShare: () => void;
  readonly toggleHand: () => void;
  readonly react: (emoji: string) => void;
  readonly leave: () => void;
  /** Does something that the server may refuse, and says so then. */
  readonly attempt: (act: () => Promise<unknown>) => void;
};

/** What one does in a call, with words for what goes wrong. */
export function useCallActs(call: Call, media: OwnMedia): CallActs {
  const t = useTranslations("meet.faults");
  const words = useWords();
  const say = useLatest((error: unknown) => showToast({ text: words(error).text }));
  const sayFault = useLatest((kind: "mic" | "camera") => {
    const { fault } = media.get()[kind];
    if (fault) showToast({ text: t(`${kind}.${fault}`) });
  });
  const saySharing = useLatest(() => showToast({ text: t("share") }));
  return useMemo(() => {
    const attempt = (act: () => Promise<unknown>) => void act().catch(say);
    return {
      attempt,
      toggleMic: () => void media.setMic(!media.get().mic.isOn).then(() => sayFault("mic")),
      toggleCamera: () => void media.setCamera(!media.get().camera.isOn).then(() => sayFault("camera")),
      toggleShare: () => {
        if (media.get().screen) media.stopSharing();
        else void media.share().catch(saySharing);
      },
      toggleHand: () => attempt(() => call.raiseHand(!isUp(call.get()))),
      react: (emoji) => attempt(() => call.react(emoji)),
      leave: () => call.leave(),
    };
  }, [call, media, say, sayFault, saySharing]);
}
