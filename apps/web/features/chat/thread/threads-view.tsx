import { Button, Count, IconButton, Menu } from "@carbyne/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BellOff, CheckCheck, Ellipsis, MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { type ThreadLine, threadsQuery } from "../api.ts";
import { FoundRow } from "../places/found-row.tsx";
import { PlacePage } from "../places/place-page.tsx";
import { type ThreadVerbs, useThreadVerbs } from "./use-thread-verbs.ts";

/** The threads that one has a part in or follows, the latest answer first. */
export function ThreadsView() {
  const t = useTranslations("chat.threads");
  const verbs = useThreadVerbs();
  const list = useInfiniteQuery({ ...threadsQuery, refetchOnMount: "always" });
  const threads = list.data?.pages.flatMap((page) => page.threads) ?? [];
  const unread = threads.filter((one) => one.unread > 0);
  return (
    <PlacePage
      title={t("title")}
      list={list}
      count={threads.length}
      empty={{ icon: <MessagesSquare />, text: t("none") }}
      controls={
        threads.length > 0 ? (
          <Button
            look="quiet"
            disabled={unread.length === 0}
            className="ms-auto"
            onClick={() => verbs.markRead(unread)}
          >
            <CheckCheck aria-hidden="true" />
            {t("markAllRead")}
          </Button>
        ) : null
      }
    >
      {threads.map((thread) => (
        <ThreadRow key={thread.message.id} thread={thread} verbs={verbs} />
      ))}
    </PlacePage>
  );
}

function ThreadRow({ thread, verbs }: { thread: ThreadLine; verbs: ThreadVerbs }) {
  const t = useTranslations("chat.threads");
  const tMessage = useTranslations("chat.message");
  const tPlaces = useTranslations("chat.places");
  const dates = useDates();
  const { message, roomName, unread, lastReplyAt } = thread;
  return (
    <FoundRow
      message={message}
      room={roomName}
      threadId={message.id}
      more={
        <span className="mt-1 flex flex-wrap items-center gap-2 text-12 text-muted">
          <span className="font-medium text-accent-ink">{tMessage("replies", { count: message.replyCount })}</span>
          <span title={dates.full(lastReplyAt)}>{t("last", { time: dates.brief(lastReplyAt) })}</span>
          {unread > 0 ? (
            <>
              <Count value={unread > 99 ? "99+" : String(unread)} />
              <span className="sr-only">{t("unread", { count: unread })}</span>
            </>
          ) : null}
        </span>
      }
      act={
        <Menu
          trigger={
            <IconButton label={tPlaces("moreOf")} size="small" className="max-md:size-11!">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          entries={[
            {
              label: t("markRead"),
              icon: <CheckCheck aria-hidden="true" />,
              isDisabled: unread === 0,
              onSelect: () => verbs.markRead([thread]),
            },
            {
              label: t("unfollow"),
              icon: <BellOff aria-hidden="true" />,
              onSelect: () => verbs.unfollow(message.id),
            },
          ]}
        />
      }
    />
  );
}
