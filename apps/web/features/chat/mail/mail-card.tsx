import { Button } from "@carbyne/ui";
import { Mail, MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import type { Message } from "../api.ts";
import { useGuest } from "../guest-page/guest.ts";
import { mailOf } from "./mail-of.ts";
import { useOpenMail } from "./use-open-mail.ts";

export interface MailCardProps {
  message: Message;
  nameOf: (id: string | null) => string | null;
}

/** The mail that a message is about, as everybody in the room sees it, and those that it was sent as. */
export function MailCard({ message, nameOf }: MailCardProps) {
  const t = useTranslations("chat.mail");
  const tMessage = useTranslations("chat.message");
  const dates = useDates();
  const { open, isBusy, fault } = useOpenMail();
  // The mail lies in a mailbox, which a guest has not.
  const isGuest = useGuest() !== null;
  const mail = mailOf(message.detail);
  const discussed = message.mails.find((link) => link.kind === "discussed");
  const sent = message.mails.filter((link) => link.kind === "sent");
  if (!mail && sent.length === 0) return null;
  return (
    <div className="mt-1 flex max-w-160 flex-col items-start gap-1">
      {mail ? (
        <section
          aria-label={t("card", { subject: mail.subject === "" ? t("noSubject") : mail.subject })}
          className="w-full rounded-2 border bg-surface px-3 py-2 text-13"
        >
          <p className="flex items-center gap-2 text-12 text-muted [&_svg]:size-3.5 [&_svg]:shrink-0">
            <Mail aria-hidden="true" />
            <bdi className="min-w-0 truncate">{mail.from}</bdi>
            <time dateTime={mail.date} title={dates.full(mail.date)} className="ms-auto shrink-0 tabular-nums">
              {dates.brief(mail.date)}
            </time>
          </p>
          <p dir="auto" className="mt-0.5 text-14 font-medium wrap-anywhere">
            {mail.subject === "" ? t("noSubject") : mail.subject}
          </p>
          {mail.excerpt === "" ? null : (
            <p dir="auto" className="line-clamp-3 text-muted wrap-anywhere">
              {mail.excerpt}
            </p>
          )}
          {discussed && !isGuest ? (
            <Button look="ink" isBusy={isBusy} className="-ms-2 mt-1 px-2!" onClick={() => void open(discussed.id)}>
              {t("open")}
            </Button>
          ) : null}
        </section>
      ) : null}
      {sent.map((link) => (
        <p key={link.id} className="flex flex-wrap items-center gap-x-2 text-12 text-muted [&>svg]:size-3.5">
          <MailCheck aria-hidden="true" />
          <span title={dates.full(link.at)}>
            {t("sentBy", { person: nameOf(link.by) ?? tMessage("somebody"), time: dates.brief(link.at) })}
          </span>
          {isGuest ? null : (
            <Button look="ink" isBusy={isBusy} className="h-6 px-1.5! text-12!" onClick={() => void open(link.id)}>
              {t("open")}
            </Button>
          )}
        </p>
      ))}
      {fault === null ? null : (
        <p role="alert" className="text-12 text-muted">
          {fault}
        </p>
      )}
    </div>
  );
}

/** The way to the mail that was written to all in a room. */
export function EventMail({ message: { mails } }: { message: Message }) {
  const t = useTranslations("chat.mail");
  const { open, isBusy, fault } = useOpenMail();
  const isGuest = useGuest() !== null;
  const [link] = mails;
  if (!link || isGuest) return null;
  return (
    <>
      <Button look="ink" isBusy={isBusy} className="ms-1 h-6 px-1.5! text-12!" onClick={() => void open(link.id)}>
        {t("open")}
      </Button>
      {fault === null ? null : (
        <span role="alert" className="block">
          {fault}
        </span>
      )}
    </>
  );
}
