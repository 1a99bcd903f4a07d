import { Avatar, Button, IconButton, Menu } from "@carbyne/ui";
import { clsx } from "clsx";
import {
  Code,
  Ellipsis,
  Forward,
  ImageOff,
  MailX,
  Paperclip,
  PenLine,
  Reply,
  ReplyAll,
  ShieldAlert,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { compose } from "../compose.ts";
import type { MessageView } from "../types.ts";
import { Attachments } from "./attachments.tsx";
import { MessageBody } from "./message-body.tsx";
import { usePeopleWords } from "./people-words.ts";
import { Recipients } from "./recipients.tsx";
import { VerdictMark } from "./verdict.tsx";

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
    <article className="overflow-hidden rounded-2 border bg-surface max-md:rounded-none max-md:border-x-0">
      {isOpen ? (
        <OpenCard message={message} canFold={canFold} onFold={onToggle} />
      ) : (
        <FoldedCard message={message} onUnfold={onToggle} />
      )}
    </article>
  );
}

function useAuthor(message: MessageView): { name: string; address: string; shown: string } {
  const t = useTranslations("reading");
  const people = usePeopleWords();
  const name = message.from ? people.name(message.from) : "";
  const isMe = message.from !== null && people.isMe(message.from);
  return { name, address: message.from?.address ?? "", shown: isMe ? t("me") : name };
}

function FoldedCard({ message, onUnfold }: { message: MessageView; onUnfold: () => void }) {
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

function OpenCard({ message, canFold, onFold }: { message: MessageView; canFold: boolean; onFold: () => void }) {
  const t = useTranslations("reading");
  const dates = useDates();
  const author = useAuthor(message);
  const [images, setImages] = useState(false);
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
        <CardMenu message={message} />
      </header>
      <div className="px-4 pb-4 md:ps-[60px]">
        {message.verdict === "failed" ? (
          <Notice icon={<ShieldAlert aria-hidden="true" />} isDanger>
            <strong className="font-semibold">{t("failed.text", { address: author.address })}</strong>{" "}
            {t("failed.hint")}
          </Notice>
        ) : null}
        {message.hasRemoteImages && !images ? (
          <Notice
            icon={<ImageOff aria-hidden="true" />}
            action={<Button onClick={() => setImages(true)}>{t("images.show")}</Button>}
          >
            {t("images.blocked")}
          </Notice>
        ) : null}
        <div className="mt-3">
          <MessageBody bodyUrl={message.bodyUrl} title={t("body", { person: author.shown })} images={images} />
        </div>
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

function Notice(props: { icon: ReactNode; isDanger?: boolean; action?: ReactNode; children: ReactNode }) {
  return (
    <div
      role="note"
      className={clsx(
        "mt-3 flex items-center gap-3 rounded-1 border px-3 py-2 text-13 max-md:flex-wrap [&>svg]:size-4 [&>svg]:shrink-0",
        props.isDanger ? "border-danger text-danger" : "bg-sunken text-muted",
      )}
    >
      {props.icon}
      <p className="min-w-0 flex-1">{props.children}</p>
      {props.action}
    </div>
  );
}

/** A mail or web address at which one can leave a list; RFC 2369 §3.2 allows several, of which the first of the web is preferred. */
function unsubscribeHref(header: string | null): string | null {
  const all = [...(header ?? "").matchAll(/<([^<>\s]+)>/g)].flatMap(([, href]) => (href ? [href] : []));
  return all.find((href) => /^https:\/\//i.test(href)) ?? all.find((href) => /^mailto:/i.test(href)) ?? null;
}

function CardMenu({ message }: { message: MessageView }) {
  const t = useTranslations("reading");
  const tAct = useTranslations("mail.act");
  const messageId = message.id;
  const unsubscribe = unsubscribeHref(message.listUnsubscribe);
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
        "separator",
        {
          label: t("source"),
          icon: <Code aria-hidden="true" />,
          onSelect: () => window.open(`/mail/messages/${messageId}/source`, "_blank", "noopener"),
        },
        ...(unsubscribe
          ? [
              {
                label: t("unsubscribe"),
                icon: <MailX aria-hidden="true" />,
                onSelect: () => {
                  if (unsubscribe.startsWith("http")) window.open(unsubscribe, "_blank", "noopener,noreferrer");
                  else compose({ kind: "new", to: [{ name: "", address: mailtoAddress(unsubscribe) }] });
                },
              },
            ]
          : []),
      ]}
    />
  );
}

function mailtoAddress(href: string): string {
  const address = href.slice("mailto:".length).split("?")[0] ?? "";
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
