import { Button, Menu } from "@carbyne/ui";
import { clsx } from "clsx";
import { Archive, ChevronDown, Send } from "lucide-react";
import { useTranslations } from "next-intl";

export interface SendButtonProps {
  /** It answers or passes on a message, which can leave the list with it. */
  isAnswer: boolean;
  onSend: (options: { andArchive?: boolean }) => void;
}

/** Sends, and has the other ways to send behind it. */
export function SendButton({ isAnswer, onSend }: SendButtonProps) {
  const t = useTranslations("composer");
  return (
    <div className="me-1 flex">
      <Button
        look="primary"
        onClick={() => onSend({})}
        title={t("sendKeys")}
        className={clsx(isAnswer && "rounded-e-[0px]")}
      >
        <Send aria-hidden="true" className="rtl:-scale-x-100" />
        {t("send")}
      </Button>
      {isAnswer ? (
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
              label: t("sendAndArchive"),
              icon: <Archive aria-hidden="true" />,
              onSelect: () => onSend({ andArchive: true }),
            },
          ]}
        />
      ) : null}
    </div>
  );
}
