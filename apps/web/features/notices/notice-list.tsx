import { Button, EmptyState, ErrorState, IconButton, showToast, Skeleton } from "@carbyne/ui";
import { clsx } from "clsx";
import {
  AlarmClock,
  AtSign,
  Bell,
  CircleOff,
  Download,
  Film,
  FolderInput,
  MessageSquare,
  MessageSquareOff,
  MessagesSquare,
  MonitorSmartphone,
  ShieldAlert,
  TriangleAlert,
  Unplug,
  Upload,
  UserCheck,
  Users,
  Video,
  X,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDates } from "../../client/dates.ts";
import { useWords } from "../../client/words.ts";
import { type Notice, useNotices, useNoticeVerbs } from "./api.ts";
import { useNoticeWords } from "./notice-words.ts";

const icons: Record<Notice["kind"], ReactNode> = {
  "import-finished": <Download aria-hidden="true" />,
  "import-failed": <TriangleAlert aria-hidden="true" />,
  "export-ready": <Upload aria-hidden="true" />,
  "export-failed": <TriangleAlert aria-hidden="true" />,
  "chat-reminder": <AlarmClock aria-hidden="true" />,
  "meeting-guest-waits": <Video aria-hidden="true" />,
  "chat-not-sent": <MessageSquareOff aria-hidden="true" />,
  "hook-off": <Unplug aria-hidden="true" />,
  "recording-ready": <Film aria-hidden="true" />,
  "recording-failed": <TriangleAlert aria-hidden="true" />,
  "recording-cut": <TriangleAlert aria-hidden="true" />,
  "link-upload": <FolderInput aria-hidden="true" />,
  "file-shared": <Users aria-hidden="true" />,
  "file-unshared": <CircleOff aria-hidden="true" />,
  "file-handed-over": <UserCheck aria-hidden="true" />,
  "comment-added": <MessageSquare aria-hidden="true" />,
  "comment-answered": <MessagesSquare aria-hidden="true" />,
  "comment-mention": <AtSign aria-hidden="true" />,
  "file-infected": <ShieldAlert aria-hidden="true" />,
  "file-infected-elsewhere": <ShieldAlert aria-hidden="true" />,
  "new-browser": <MonitorSmartphone aria-hidden="true" />,
};

/** What was told, the newest first; each leads to where it belongs, and is put away with a press. */
export function NoticeList({ onClose }: { onClose: () => void }) {
  const t = useTranslations("notices");
  const tMail = useTranslations("mail");
  const words = useWords();
  const { data, error, isError, refetch } = useNotices();
  const { clear, restore } = useNoticeVerbs();

  const putAway = async (ids: string[]) => {
    await clear(ids);
    showToast({
      text: t("cleared", { count: ids.length }),
      action: { label: tMail("undo"), run: () => void restore(ids).catch(() => undefined) },
    });
  };
  const putAwaySafely = (ids: string[]) => void putAway(ids).catch(() => undefined);

  return (
    <div className="flex w-[min(380px,calc(100vw-16px))] flex-col">
      <div className="flex h-12 items-center justify-between border-b ps-4 pe-2">
        <h2 className="text-14 font-semibold">{t("title")}</h2>
        {data && data.length > 0 ? (
          <Button look="quiet" onClick={() => putAwaySafely(data.map(({ id }) => id))}>
            {t("clearAll")}
          </Button>
        ) : null}
      </div>
      {isError && !data ? (
        <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <div className="space-y-2 p-4 animate-late">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      ) : data.length === 0 ? (
        <EmptyState icon={<Bell />} text={t("empty")} hint={t("emptyHint")} />
      ) : (
        <ul className="max-h-[min(480px,60dvh)] overflow-y-auto">
          {data.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} onClose={onClose} onClear={() => putAwaySafely([notice.id])} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface NoticeLineProps {
  notice: Notice;
  onClose: () => void;
  onClear: () => void;
}

function NoticeLine({ notice, onClose, onClear }: NoticeLineProps) {
  const t = useTranslations("notices");
  const dates = useDates();
  const { title, text } = useNoticeWords()(notice);
  const inside = (
    <>
      <span
        className={clsx(
          "mt-0.5 shrink-0 [&_svg]:size-[18px] [&_svg]:stroke-[1.75]",
          notice.isRead ? "text-faint" : "text-accent",
        )}
      >
        {icons[notice.kind]}
      </span>
      <span className="min-w-0 flex-1">
        <span className={clsx("block text-13", notice.isRead ? "text-text" : "font-semibold")}>
          {notice.isRead ? null : <span className="sr-only">{t("new")} </span>}
          {title}
        </span>
        <span className="block text-13 break-words text-muted">{text}</span>
        <time dateTime={notice.createdAt} title={dates.full(notice.createdAt)} className="block text-12 text-faint">
          {dates.brief(notice.createdAt)}
        </time>
      </span>
    </>
  );
  return (
    <li className="flex items-start gap-1 border-b pe-2 last:border-b-0 hover:bg-hover">
      {notice.link === null ? (
        <div className="flex min-w-0 flex-1 gap-3 py-3 ps-4">{inside}</div>
      ) : (
        <Link href={notice.link} onClick={onClose} className="flex min-w-0 flex-1 gap-3 py-3 ps-4">
          {inside}
        </Link>
      )}
      <IconButton label={t("clear", { title })} size="small" className="mt-2 shrink-0" onClick={onClear}>
        <X aria-hidden="true" />
      </IconButton>
    </li>
  );
}
