import { Button, Menu } from "@carbyne/ui";
import { Archive, CalendarClock, ChevronDown, Hourglass, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AskSendTime } from "../send-later/ask-send-time.tsx";
import { AskFollowUp } from "../times/ask-time.tsx";

export interface SendButtonProps {
  /** It answers or passes on a message, which can leave the list with it. */
  isAnswer: boolean;
  onSend: (options: SendOptions) => void;
}

export interface SendOptions {
  andArchive?: boolean;
  /** When the conversation comes back unless somebody answers. */
  followUpAt?: Date;
  /** It waits until then. */
  sendAt?: Date;
}

/** Sends, and has the other ways to send behind it. */
export function SendButton({ isAnswer, onSend }: SendButtonProps) {
  const t = useTranslations("composer");
  const tLater = useTranslations("sendLater");
  const [asked, setAsked] = useState<"later" | "follow-up" | null>(null);
  const close = () => setAsked(null);
  return (
    <div className="me-1 flex">
      <Button look="primary" onClick={() => onSend({})} title={t("sendKeys")} className="rounded-e-[0px]">
        <Send aria-hidden="true" className="rtl:-scale-x-100" />
        {t("send")}
      </Button>
      <Menu
        side="top"
        align="start"
        trigger={
          <Button look="primary" aria-label={t("sendMore")} className="ms-px rounded-s-[0px] px-1.5! max-md:px-2.5!">
            <ChevronDown aria-hidden="true" />
          </Button>
        }
        entries={[
          {
            label: tLater("later"),
            icon: <CalendarClock aria-hidden="true" />,
            onSelect: () => setAsked("later"),
          },
          ...(isAnswer
            ? [
                {
                  label: t("sendAndArchive"),
                  icon: <Archive aria-hidden="true" />,
                  onSelect: () => onSend({ andArchive: true }),
                },
              ]
            : []),
          {
            label: t("sendAndRemind"),
            icon: <Hourglass aria-hidden="true" />,
            onSelect: () => setAsked("follow-up"),
          },
        ]}
      />
      {asked === "later" ? <AskSendTime onChoose={(sendAt) => onSend({ sendAt })} onClose={close} /> : null}
      {asked === "follow-up" ? (
        <AskFollowUp count={1} onChoose={(followUpAt) => onSend({ followUpAt })} onClose={close} />
      ) : null}
    </div>
  );
}
