import { Avatar } from "@carbyne/ui";
import { clsx } from "clsx";
import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import type { MessageView } from "../types.ts";
import { OpenMessage } from "./open-message.tsx";
import { useAuthor } from "./use-author.ts";

export interface MessageCardProps {
  message: MessageView;
  isOpen: boolean;
  /** The only one of its conversation cannot be folded. */
  canFold: boolean;
  onToggle: () => void;
}

/** One message of a conversation: folded to a line, or with all that it says. */
export function MessageCard({ message, isOpen, canFold, onToggle }: MessageCardProps) {
  return (
    <article
      data-message={message.id}
      tabIndex={-1}
      className="overflow-hidden rounded-2 border bg-surface max-md:rounded-none max-md:border-x-0"
    >
      {isOpen ? (
        <OpenMessage message={message} canFold={canFold} onFold={onToggle} />
      ) : (
        <FoldedMessage message={message} onUnfold={onToggle} />
      )}
    </article>
  );
}

function FoldedMessage({ message, onUnfold }: { message: MessageView; onUnfold: () => void }) {
  const t = useTranslations("reading");
  const dates = useDates();
  const author = useAuthor(message);
  return (
    <button
      type="button"
      aria-expanded={false}
      aria-label={t("unfold", { person: author.shown })}
      onClick={onUnfold}
      className="flex w-full items-center gap-3 px-4 py-2.5 text-start transition-colors hover:bg-hover"
    >
      <Avatar name={author.name} address={author.address} />
      <span className={clsx("shrink-0 text-13", message.isSeen ? "font-medium" : "font-semibold")}>{author.shown}</span>
      {message.isDraft ? <span className="shrink-0 text-13 text-danger">{t("draft")}</span> : null}
      <span dir="auto" className="min-w-0 flex-1 truncate text-13 text-muted">
        {message.snippet}
      </span>
      {message.attachments.some((attachment) => !attachment.isInline) ? (
        <Paperclip size={14} className="shrink-0 text-faint" aria-hidden="true" />
      ) : null}
      <time
        dateTime={message.date}
        title={dates.full(message.date)}
        className="shrink-0 text-12 text-faint tabular-nums"
      >
        {dates.brief(message.date)}
      </time>
    </button>
  );
}
