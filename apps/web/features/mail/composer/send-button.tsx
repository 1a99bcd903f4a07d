import { Button, Menu } from "@carbyne/ui";
import { Archive, ChevronDown, Hourglass, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
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
}

/** Sends, and has the other ways to send behind it. */
export function SendButton({ isAnswer, onSend }: SendButtonProps) {
  const t = useTranslations("composer");
  const [isAsking, setIsAsking] = useState(false);
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
            onSelect: () => setIsAsking(true),
          },
        ]}
      />
      {isAsking ? (
        <AskFollowUp count={1} onChoose={(followUpAt) => onSend({ followUpAt })} onClose={() => setIsAsking(false)} />
      ) : null}
    </div>
  );
}
