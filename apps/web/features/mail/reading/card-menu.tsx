import { IconButton, Menu } from "@carbyne/ui";
import { Code, Ellipsis, Forward, Moon, Reply, ReplyAll, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFilterEntries } from "../../filters/message-entries.tsx";
import { useMailboxes } from "../api.ts";
import { compose } from "../compose.ts";
import { useWriteEntries } from "../composer/use-write-entries.tsx";
import type { MessageView } from "../types.ts";
import { useShownTheme } from "./message-body.tsx";

export interface CardMenuProps {
  message: MessageView;
  /** In the dark: it is shown on white paper now. */
  isWhite: boolean;
  onPaper: (paper: "white" | "dark") => void;
}

/** What can be done with one message of a conversation. */
export function CardMenu({ message, isWhite, onPaper }: CardMenuProps) {
  const t = useTranslations("reading");
  const tMessage = useTranslations("message");
  const tAct = useTranslations("mail.act");
  const theme = useShownTheme();
  const writeEntries = useWriteEntries();
  const messageId = message.id;
  const { data: mailboxes } = useMailboxes();
  const junk = mailboxes?.find((mailbox) => mailbox.role === "junk")?.id;
  const filterEntries = useFilterEntries({ message, isInJunk: message.mailboxIds.some((id) => id === junk) });
  return (
    <Menu
      trigger={
        <IconButton label={t("more")} className="-my-1.5 -me-1.5">
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
      entries={[
        {
          label: tAct("reply"),
          icon: <Reply aria-hidden="true" />,
          onSelect: () => compose({ kind: "reply", messageId }),
        },
        {
          label: tAct("replyAll"),
          icon: <ReplyAll aria-hidden="true" />,
          onSelect: () => compose({ kind: "reply-all", messageId }),
        },
        {
          label: tAct("forward"),
          icon: <Forward aria-hidden="true" />,
          onSelect: () => compose({ kind: "forward", messageId }),
        },
        ...writeEntries(messageId),
        "separator",
        ...filterEntries,
        "separator",
        ...(theme === "dark"
          ? [
              {
                label: tMessage(isWhite ? "paper.dark" : "paper.white"),
                icon: isWhite ? <Moon aria-hidden="true" /> : <Sun aria-hidden="true" />,
                onSelect: () => onPaper(isWhite ? "dark" : "white"),
              },
            ]
          : []),
        {
          label: t("source"),
          icon: <Code aria-hidden="true" />,
          onSelect: () => window.open(`/mail/messages/${messageId}/source`, "_blank", "noopener"),
        },
      ]}
    />
  );
}
