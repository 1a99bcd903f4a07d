import { Button } from "@carbyne/ui";
import { PenLine, ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ShareCard } from "../../sharing/share-card.tsx";
import { compose } from "../compose.ts";
import { ScheduledNotice } from "../send-later/scheduled-notice.tsx";
import type { Attachment, MessageView } from "../types.ts";
import { AttachedMessage } from "./attached-message.tsx";
import { Attachments } from "./attachments.tsx";
import { CardMenu } from "./card-menu.tsx";
import { ContactCards } from "./contact-cards.tsx";
import { EventCard } from "./event-card.tsx";
import { ExplainDialog } from "./explain-dialog.tsx";
import { MessageBody } from "./message-body.tsx";
import { MessageHeader } from "./message-header.tsx";
import { Notice } from "./notice.tsx";
import { PictureNotice } from "./picture-notice.tsx";
import { ReceiptNotice } from "./receipt-notice.tsx";
import { SentLinks } from "./sent-links.tsx";
import { useAuthor } from "./use-author.ts";
import { WarningNotices } from "./warning-notices.tsx";

export interface OpenMessageProps {
  message: MessageView;
  /** The only one of its conversation cannot be folded. */
  canFold: boolean;
  onFold: () => void;
}

/** A message with all that it says. */
export function OpenMessage({ message, canFold, onFold }: OpenMessageProps) {
  const t = useTranslations("reading");
  const tMessage = useTranslations("message");
  const author = useAuthor(message);
  const [isAsked, setIsAsked] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const [paper, setPaper] = useState<"white" | "dark" | null>(null);
  const [isOwnPaper, setIsOwnPaper] = useState(false);
  const [isExplained, setIsExplained] = useState(false);
  const [attached, setAttached] = useState<Attachment | null>(null);
  const images = message.hasRemoteImages && (isAsked || message.showsRemoteImages);
  const { draftId } = message;
  const parts = `/mail/messages/${message.id}/parts`;
  return (
    <>
      <MessageHeader
        message={message}
        canFold={canFold}
        onFold={onFold}
        menu={
          <CardMenu
            message={message}
            isWhite={paper === null ? isOwnPaper : paper === "white"}
            images={images}
            onPaper={setPaper}
            onExplain={() => setIsExplained(true)}
          />
        }
      />
      <div className="px-4 pb-4 md:ps-[60px]">
        {message.shareId ? <ShareCard id={message.shareId} /> : null}
        {message.sendAt ? <ScheduledNotice messageId={message.id} sendAt={message.sendAt} /> : null}
        <WarningNotices message={message} />
        <ReceiptNotice message={message} />
        <SentLinks message={message} />
        {message.hasRemoteImages && !images ? (
          <PictureNotice message={message} onShow={() => setIsAsked(true)} />
        ) : null}
        {message.cards.map((card) =>
          card.kind === "event" ? (
            <EventCard key={card.path} event={card} fileUrl={`${parts}/${card.path}`} />
          ) : (
            <ContactCards key={card.path} contacts={card.contacts} fileUrl={`${parts}/${card.path}`} />
          ),
        )}
        <div className="mt-3">
          <MessageBody
            bodyUrl={message.bodyUrl}
            title={t("body", { person: author.shown })}
            images={images}
            paper={paper}
            onPaper={setIsOwnPaper}
            length={isWhole ? "all" : "start"}
          />
        </div>
        {message.isLong && !isWhole ? (
          <Notice
            icon={<ScrollText aria-hidden="true" />}
            action={<Button onClick={() => setIsWhole(true)}>{tMessage("long.show")}</Button>}
          >
            {tMessage("long.text")}
          </Notice>
        ) : null}
        <Attachments
          attachments={message.attachments}
          archiveUrl={`/mail/messages/${message.id}/attachments`}
          onOpenMessage={setAttached}
        />
        {draftId === null ? null : (
          <Button look="primary" className="mt-4" onClick={() => compose({ kind: "draft", draftId })}>
            <PenLine aria-hidden="true" />
            {t("editDraft")}
          </Button>
        )}
      </div>
      <ExplainDialog message={message} isOpen={isExplained} onClose={() => setIsExplained(false)} />
      <AttachedMessage messageId={message.id} attachment={attached} onClose={() => setAttached(null)} />
    </>
  );
}
