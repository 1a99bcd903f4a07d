import { Avatar, Button, Dialog, ErrorState, Skeleton } from "@carbyne/ui";
import { Download, Info, ScrollText, ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import type { Attachment, Person } from "../types.ts";
import { useAttachedMessage } from "./api.ts";
import { Attachments } from "./attachments.tsx";
import { MessageBody } from "./message-body.tsx";
import { Notice } from "./notice.tsx";

export interface AttachedMessageProps {
  messageId: string;
  /** The message that is open; null when none is. */
  attachment: Attachment | null;
  onClose: () => void;
}

/** A message that came attached to another, read where it is; one inside of it opens in its place. */
export function AttachedMessage({ messageId, attachment, onClose }: AttachedMessageProps) {
  const t = useTranslations("message.attached");
  const [inner, setInner] = useState<readonly Attachment[]>([]);
  const shown = inner.at(-1) ?? attachment;
  const close = () => {
    setInner(inner.slice(0, -1));
    if (inner.length === 0) onClose();
  };
  return (
    <Dialog
      isOpen={shown !== null}
      onClose={close}
      closeLabel={inner.length > 0 ? t("back") : t("close")}
      title={shown?.name.replace(/\.eml$/i, "") ?? ""}
      width="wide"
      actions={
        shown ? (
          <Button asChild>
            <a href={shown.url} download={shown.name}>
              <Download aria-hidden="true" />
              {t("download")}
            </a>
          </Button>
        ) : null
      }
    >
      {shown ? (
        <Content
          key={shown.path}
          messageId={messageId}
          path={shown.path}
          onOpenMessage={(one) => setInner([...inner, one])}
        />
      ) : null}
    </Dialog>
  );
}

function full({ name, address }: Person): string {
  return name.trim() === "" ? address : `${name} <${address}>`;
}

function Content(props: { messageId: string; path: string; onOpenMessage: (attachment: Attachment) => void }) {
  const { messageId, path, onOpenMessage } = props;
  const t = useTranslations("message.attached");
  const tReading = useTranslations("reading");
  const tMessage = useTranslations("message");
  const dates = useDates();
  const words = useWords();
  const { data, error, isError, refetch } = useAttachedMessage(messageId, path);
  const [images, setImages] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  if (isError) return <ErrorState {...words(error)} retryLabel={tReading("retry")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40" />;
  const [author] = data.from;
  return (
    <>
      <div className="flex items-start gap-3">
        <Avatar name={author?.name ?? ""} address={author?.address ?? ""} />
        <div className="min-w-0 flex-1 text-13">
          <p dir="auto" className="text-14 font-semibold wrap-anywhere">
            {author ? full(author) : tReading("toNobody")}
          </p>
          <p dir="auto" className="text-muted wrap-anywhere">
            {tReading("to", { people: [...data.to, ...data.cc].map(full).join(", ") || tReading("toNobody") })}
          </p>
        </div>
        {data.date ? <time className="shrink-0 text-12 text-faint">{dates.full(data.date)}</time> : null}
      </div>
      <Notice icon={<Info aria-hidden="true" />}>{t("unchecked")}</Notice>
      {data.hasRemoteImages && !images ? (
        <Notice
          icon={<ImageOff aria-hidden="true" />}
          action={<Button onClick={() => setImages(true)}>{tMessage("pictures.show")}</Button>}
        >
          {tMessage("pictures.blocked")}
        </Notice>
      ) : null}
      <div className="mt-3">
        <MessageBody
          bodyUrl={data.bodyUrl}
          title={tReading("body", { person: author ? full(author) : "" })}
          images={images}
          paper={null}
          length={isWhole ? "all" : "start"}
        />
      </div>
      {data.isLong && !isWhole ? (
        <Notice
          icon={<ScrollText aria-hidden="true" />}
          action={<Button onClick={() => setIsWhole(true)}>{tMessage("long.show")}</Button>}
        >
          {tMessage("long.text")}
        </Notice>
      ) : null}
      <Attachments
        attachments={data.attachments}
        archiveUrl={`/mail/messages/${messageId}/attachments?part=${path}`}
        onOpenMessage={onOpenMessage}
      />
    </>
  );
}
