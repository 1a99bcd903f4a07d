import { Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { useWords } from "../../../client/words.ts";
import type { VoiceSending } from "./use-voice.ts";

/** A voice message that could not be sent: heard, sent again, or thrown away. */
export function UnsentVoice({ sending }: { sending: VoiceSending }) {
  const t = useTranslations("chat.message");
  const tWrite = useTranslations("chat.write");
  const words = useWords();
  const blob = sending.unsent?.voice.blob;
  const url = useMemo(() => (blob ? URL.createObjectURL(blob) : null), [blob]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  if (!sending.unsent || url === null) return null;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 px-5 py-2 text-13 text-danger max-md:px-4">
      <span className="basis-full">{t("notSent", { why: words(sending.unsent.error).text })}</span>
      <audio controls src={url} aria-label={tWrite("voiceFile")} className="h-9 max-w-full" />
      <Button isBusy={sending.isSending} onClick={sending.retry}>
        {t("retry")}
      </Button>
      <Button look="quiet" onClick={sending.giveUp}>
        {t("giveUp")}
      </Button>
    </div>
  );
}
