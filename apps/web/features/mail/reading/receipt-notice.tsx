import { Button } from "@carbyne/ui";
import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { MessageView } from "../types.ts";
import { useReceipt } from "./api.ts";
import { Notice } from "./notice.tsx";
import { usePeopleWords } from "./people-words.ts";

/** Somebody wants to know that the message was read: the person decides, or has decided for all such wishes. */
export function ReceiptNotice({ message }: { message: MessageView }) {
  const t = useTranslations("message.receipt");
  const people = usePeopleWords();
  const { answer, isBusy } = useReceipt(message.id);
  const { receipt } = message;
  const isAnswered = useRef(false);
  const isAutomatic = receipt?.isAutomatic === true;
  useEffect(() => {
    if (!isAutomatic || isAnswered.current) return;
    isAnswered.current = true;
    answer("send-automatically");
  }, [isAutomatic, answer]);
  if (!receipt || isAutomatic) return null;
  const names = receipt.to.map((one) => (one.address === message.from?.address ? message.from : one));
  return (
    <Notice
      icon={<MailCheck aria-hidden="true" />}
      action={
        <>
          <Button onClick={() => answer("send")} isBusy={isBusy}>
            {t("send")}
          </Button>
          <Button look="quiet" onClick={() => answer("decline")} disabled={isBusy}>
            {t("decline")}
          </Button>
        </>
      }
    >
      {t("text", { people: people.list(names) })}
    </Notice>
  );
}
