import { EmptyState, ErrorState, Skeleton } from "@carbyne/ui";
import { Forward, Mail, MailCheck, Reply, ReplyAll } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { useCommands } from "../../../client/commands.ts";
import { useIsNarrow } from "../../../client/media.ts";
import { useWords } from "../../../client/words.ts";
import { MailTalks } from "../../chat/mail/mail-talks.tsx";
import { useConversation, useMailboxes } from "../api.ts";
import { RowNote } from "../list/row-notes.tsx";
import type { MailList } from "../list/use-mail-list.ts";
import type { Conversation, ConversationRow } from "../types.ts";
import { TagChips } from "../tags/tag-chip.tsx";
import { useAct } from "../use-act.ts";
import type { VerbsFor } from "../verbs/verbs.tsx";
import { ReadingBar } from "./reading-bar.tsx";
import { ReplyBox } from "./reply-box.tsx";
import { WholeConversation } from "./whole-conversation.tsx";
import { useMarkRead } from "./use-mark-read.ts";
import { useTurn } from "./use-turn.ts";
import { useReply } from "./use-reply.ts";

/** The list is there first; what shows messages comes while one looks at it. */
const loadThread = () => import("./thread.tsx");
const Thread = dynamic(() => loadThread().then((module) => module.Thread), { ssr: false, loading: ThreadSkeleton });

export interface ReadingPaneProps {
  list: MailList;
  verbsFor: VerbsFor;
}

/** What is open: a conversation, or a word about why none is. */
export function ReadingPane({ list, verbsFor }: ReadingPaneProps) {
  const t = useTranslations("reading");
  const { place, selection } = list;
  useReplyCommands(list);
  useEffect(() => {
    const soon = setTimeout(() => void loadThread(), 500);
    return () => clearTimeout(soon);
  }, []);
  if (place.conversationId !== null)
    return <OpenConversation key={place.conversationId} id={place.conversationId} list={list} verbsFor={verbsFor} />;
  const chosen = selection.isWhole ? (list.data?.total ?? 0) : selection.ids.size;
  return (
    <div className="flex-1 bg-bg">
      <EmptyState
        icon={chosen > 0 ? <MailCheck /> : <Mail />}
        text={chosen > 0 ? t("selected", { count: chosen }) : t("none")}
      />
    </div>
  );
}

/** A row for a conversation that is read but not in the list as far as it is loaded. */
function rowOf(conversation: Conversation): ConversationRow {
  const { id, threadId, spaceId, subject, messages } = conversation;
  return {
    id,
    threadId,
    spaceId,
    subject,
    people: [],
    snippet: "",
    date: messages.at(-1)?.date ?? "",
    count: messages.length,
    unread: messages.filter((message) => !message.isSeen).length,
    isFlagged: messages.some((message) => message.isFlagged),
    hasAttachments: false,
    isMuted: conversation.isMuted,
    isPinned: conversation.isPinned,
    snoozedUntil: conversation.snoozedUntil,
    followUpAt: conversation.followUpAt,
    returned: conversation.returned,
    hasDraft: messages.some((message) => message.isDraft),
    labels: conversation.labels,
    mailboxIds: [...new Set(messages.flatMap((message) => message.mailboxIds))],
    isImportant: conversation.isMarkedImportant,
    isMarkedImportant: conversation.isMarkedImportant,
    to: [],
    scheduled: null,
    isToMe: false,
    isFromList: false,
    sizeBytes: 0,
    stand: {
      mailboxId: "",
      uid: "0",
      date: messages.at(-1)?.date ?? "",
      sizeBytes: 0,
      attachmentBytes: 0,
      senderKey: "",
      subjectKey: "",
    },
  };
}

function OpenConversation({ id, list, verbsFor }: ReadingPaneProps & { id: string }) {
  const t = useTranslations("reading");
  const words = useWords();
  const conversation = useConversation(id);
  const { data } = conversation;
  const listed = list.rows.find((row) => row.id === id);
  const row = useMemo(() => listed ?? (data ? rowOf(data) : null), [listed, data]);
  const canMark = useCanMark(row);
  useMarkRead(row, data !== undefined && canMark);
  const scroller = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLElement>(null);
  const isNarrow = useIsNarrow();
  useTurn(page, (turn) => {
    if (!isNarrow) return;
    const at = list.rows.findIndex((candidate) => candidate.id === id);
    const other = at === -1 || turn === "back" ? undefined : list.rows[turn === "next" ? at + 1 : at - 1];
    if (other) list.open(other.id);
    else if (turn !== "next") list.close();
  });

  const act = useAct();
  const takeOff = (from: ConversationRow, keyword: string) =>
    void act({ rows: [from], act: "tag", tags: { add: [], remove: [keyword] } });
  const known = data?.subject ?? listed?.subject;
  const subject = known?.trim() || t("noSubject");
  return (
    <section
      ref={page}
      aria-label={known === undefined ? t("loading") : subject}
      className="flex min-h-0 flex-1 flex-col bg-bg"
    >
      <ReadingBar row={row} list={list} verbsFor={verbsFor} />
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto" tabIndex={-1}>
        {conversation.isError && !data ? (
          <ErrorState
            {...words(conversation.error)}
            retryLabel={t("retry")}
            onRetry={() => void conversation.refetch()}
          />
        ) : (
          <div className="mx-auto max-w-[900px] px-7 pt-5 pb-10 max-md:px-0 max-md:pt-4">
            <div className="mb-3.5 flex flex-wrap items-center gap-2 max-md:px-4">
              <h1 dir="auto" className="text-20 font-semibold wrap-anywhere">
                {known === undefined ? <Skeleton className="h-6 w-80 max-w-full" /> : subject}
              </h1>
              {row ? <RowNote row={row} /> : null}
              {row ? <TagChips keywords={row.labels} onRemove={(label) => takeOff(row, label)} /> : null}
            </div>
            {data ? (
              <>
                <MailTalks conversationId={data.threadId} />
                <Thread conversation={data} />
                <WholeConversation conversation={data} place={list.place} />
                <ReplyBox conversation={data} />
              </>
            ) : (
              <ThreadSkeleton />
            )}
          </div>
        )}
      </div>
    </section>
  );
}

function ThreadSkeleton() {
  return (
    <div aria-busy="true" className="space-y-3 rounded-2 border bg-surface p-4">
      <div className="flex items-center gap-3">
        <Skeleton className="size-8 rounded-full" />
        <Skeleton className="h-4 w-48" />
      </div>
      <Skeleton className="ms-11 h-3 w-3/4" />
      <Skeleton className="ms-11 h-3 w-2/3" />
      <Skeleton className="ms-11 h-3 w-1/2" />
    </div>
  );
}

/** Whether the marks of a conversation may be changed: in somebody else's mail only where it is shared for that. */
function useCanMark(row: ConversationRow | null): boolean {
  const { data: mailboxes } = useMailboxes();
  const held = mailboxes?.filter((mailbox) => row?.mailboxIds.includes(mailbox.id)) ?? [];
  return held.some((mailbox) => mailbox.rights.includes("write"));
}

/** Answers to what is open, or to where the cursor stands. */
function useReplyCommands({ cursorId }: MailList): void {
  const t = useTranslations("mail");
  const reply = useReply();
  const commands = useMemo(
    () =>
      (
        [
          { mode: "reply", label: t("act.reply"), action: "mail.reply", icon: <Reply aria-hidden="true" /> },
          {
            mode: "reply-all",
            label: t("act.replyAll"),
            action: "mail.replyAll",
            icon: <ReplyAll aria-hidden="true" />,
          },
          { mode: "forward", label: t("act.forward"), action: "mail.forward", icon: <Forward aria-hidden="true" /> },
        ] as const
      ).map(({ mode, ...rest }) => ({
        ...rest,
        id: `mail.${mode}`,
        section: t("keys.section"),
        isIdle: cursorId === null,
        run: () => void (cursorId !== null && reply(cursorId, mode)),
      })),
    [t, cursorId, reply],
  );
  useCommands(commands);
}
