import { IconButton, Menu, showToast } from "@carbyne/ui";
import {
  Code,
  Copy,
  Download,
  Ellipsis,
  Forward,
  Moon,
  Printer,
  Reply,
  ReplyAll,
  Route,
  Sun,
  Users,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useFilterEntries } from "../../filters/message-entries.tsx";
import { useMailboxes } from "../api.ts";
import { compose } from "../compose.ts";
import { useWriteEntries } from "../composer/use-write-entries.tsx";
import type { MessageView } from "../types.ts";
import { useShownTheme } from "./message-body.tsx";
import { openPrint } from "./open-print.ts";

export interface CardMenuProps {
  message: MessageView;
  /** In the dark: it is shown on white paper now. */
  isWhite: boolean;
  /** Its pictures are shown, so that they are printed too. */
  images: boolean;
  onPaper: (paper: "white" | "dark") => void;
  onExplain: () => void;
}

/** What can be done with one message of a conversation. */
export function CardMenu({ message, isWhite, images, onPaper, onExplain }: CardMenuProps) {
  const t = useTranslations("reading");
  const tMessage = useTranslations("message");
  const tAct = useTranslations("mail.act");
  const theme = useShownTheme();
  const writeEntries = useWriteEntries();
  const messageId = message.id;
  const { data: mailboxes } = useMailboxes();
  const junk = mailboxes?.find((mailbox) => mailbox.role === "junk")?.id;
  const filterEntries = useFilterEntries({ message, isInJunk: message.mailboxIds.some((id) => id === junk) });
  const source = `/mail/messages/${messageId}/source`;
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
        ...(message.listPost === null
          ? []
          : [
              {
                label: tAct("replyList"),
                icon: <Users aria-hidden="true" />,
                onSelect: () => compose({ kind: "reply-list", messageId }),
              },
            ]),
        {
          label: tAct("forward"),
          icon: <Forward aria-hidden="true" />,
          onSelect: () => compose({ kind: "forward", messageId }),
        },
        ...writeEntries(messageId),
        "separator",
        ...filterEntries,
        "separator",
        {
          label: tMessage("menu.print"),
          icon: <Printer aria-hidden="true" />,
          onSelect: () => openPrint(messageId, { images }),
        },
        ...(theme === "dark"
          ? [
              {
                label: tMessage(isWhite ? "paper.dark" : "paper.white"),
                icon: isWhite ? <Moon aria-hidden="true" /> : <Sun aria-hidden="true" />,
                onSelect: () => onPaper(isWhite ? "dark" : "white"),
              },
            ]
          : []),
        { label: tMessage("menu.explain"), icon: <Route aria-hidden="true" />, onSelect: onExplain },
        {
          label: t("source"),
          icon: <Code aria-hidden="true" />,
          onSelect: () => window.open(source, "_blank", "noopener"),
        },
        {
          label: tMessage("menu.download"),
          icon: <Download aria-hidden="true" />,
          onSelect: () => window.location.assign(`${source}?download=1`),
        },
        ...(message.messageId
          ? [
              {
                label: tMessage("menu.copyId"),
                icon: <Copy aria-hidden="true" />,
                onSelect: () => {
                  const id = message.messageId ?? "";
                  void navigator.clipboard.writeText(id).then(() => showToast({ text: tMessage("menu.copied") }));
                },
              },
            ]
          : []),
      ]}
    />
  );
}
