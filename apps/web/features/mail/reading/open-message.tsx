import { Avatar, Button } from "@carbyne/ui";
import { clsx } from "clsx";
import { PenLine, ScrollText, ShieldAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { compose } from "../compose.ts";
import type { MessageView } from "../types.ts";
import { Attachments } from "./attachments.tsx";
import { CardMenu } from "./card-menu.tsx";
import { ShareCard } from "../../sharing/share-card.tsx";
import { ScheduledNotice } from "../send-later/scheduled-notice.tsx";
import { MessageBody } from "./message-body.tsx";
import { Notice } from "./notice.tsx";
import { PictureNotice } from "./picture-notice.tsx";
import { Recipients } from "./recipients.tsx";
import { useAuthor } from "./use-author.ts";
import { VerdictMark } from "./verdict.tsx";

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
  const dates = useDates();
  const author = useAuthor(message);
  const [isAsked, setIsAsked] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const [paper, setPaper] = useState<"white" | "dark" | null>(null);
  const [isOwnPaper, setIsOwnPaper] = useState(false);
  const images = message.hasRemoteImages && (isAsked || message.showsRemoteImages);
  const { draftId } = message;
  return (
    <>
      <header
        className={clsx("flex items-start gap-3 px-4 pt-3.5 pb-1", canFold && "cursor-pointer")}
        onClick={(event) => {
          const isControl = event.target instanceof Element && event.target.closest("button, a, dl, [role=note]");
          if (canFold && !isControl && window.getSelection()?.isCollapsed !== false) onFold();
        }}
      >
        <Avatar name={author.name} address={author.address} />
        <div className="min-w-0 flex-1">
          <div className="flex min-w-0 items-center gap-2">
            <strong className="truncate text-14 font-semibold" title={author.address}>
              {author.shown}
            </strong>
            {message.isDraft ? (
              <span className="text-12 font-medium text-danger">{t("draft")}</span>
            ) : (
              <VerdictMark verdict={message.verdict} />
            )}
          </div>
          <Recipients message={message} />
        </div>
        <time
          dateTime={message.date}
          title={dates.full(message.date)}
          className="shrink-0 pt-0.5 text-12 text-faint tabular-nums"
        >
          {dates.brief(message.date)}
        </time>
        <CardMenu message={message} isWhite={paper === null ? isOwnPaper : paper === "white"} onPaper={setPaper} />
      </header>
      <div className="px-4 pb-4 md:ps-[60px]">
        {message.shareId ? <ShareCard id={message.shareId} /> : null}
        {message.sendAt ? <ScheduledNotice messageId={message.id} sendAt={message.sendAt} /> : null}
        {message.verdict === "failed" ? (
          <Notice icon={<ShieldAlert aria-hidden="true" />} tone="danger">
            <strong className="font-semibold">{t("failed.text", { address: author.address })}</strong>{" "}
            {t("failed.hint")}
          </Notice>
        ) : null}
        {message.hasRemoteImages && !images ? (
          <PictureNotice message={message} onShow={() => setIsAsked(true)} />
        ) : null}
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
        <Attachments attachments={message.attachments} />
        {draftId === null ? null : (
          <Button look="primary" className="mt-4" onClick={() => compose({ kind: "draft", draftId })}>
            <PenLine aria-hidden="true" />
            {t("editDraft")}
          </Button>
        )}
      </div>
    </>
  );
}
