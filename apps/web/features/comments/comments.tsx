import { Button, ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { threadQuery, useComments } from "./api.ts";
import { CommentField } from "./comment-field.tsx";
import { ThreadCard } from "./thread-card.tsx";
import { useCommentVerbs } from "./use-comment-verbs.ts";

interface CommentsProps {
  nodeId: string;
  /** The thread that one was led to. */
  threadId?: string | undefined;
}

/** What people say about a file or folder, the newest threads first, and where one says something oneself. */
export function Comments({ nodeId, threadId }: CommentsProps) {
  const t = useTranslations("comments");
  const words = useWords();
  const verbs = useCommentVerbs();
  const [isAll, setIsAll] = useState(false);
  const open = useComments(nodeId, { isResolved: false });
  const resolved = useComments(nodeId, { isResolved: true, isOn: isAll });
  const threads = open.data?.pages.flatMap((page) => page.threads) ?? [];
  const done = isAll ? (resolved.data?.pages.flatMap((page) => page.threads) ?? []) : [];
  // It may be resolved, or further down than what is shown.
  const isListed = [...threads, ...done].some((thread) => thread.id === threadId);
  const { data: led } = useQuery({
    ...threadQuery(threadId ?? ""),
    enabled: threadId !== undefined && open.isSuccess && !isListed,
  });
  const [first] = open.data?.pages ?? [];
  if (open.isError && !first)
    return <ErrorState {...words(open.error)} retryLabel={t("retry")} onRetry={() => void open.refetch()} />;
  if (!first)
    return (
      <div className="animate-late space-y-2">
        <Skeleton className="h-9" />
        <Skeleton className="h-20" />
      </div>
    );
  const rights = { canComment: first.canComment, canModerate: first.canModerate };
  const cards = [...(led && !isListed ? [led] : []), ...threads];
  return (
    <div className="flex flex-col gap-3">
      {first.canComment ? (
        <CommentField
          nodeId={nodeId}
          name={`begin ${nodeId}`}
          label={t("hint")}
          submit={t("send")}
          onSubmit={(text) => verbs.add(nodeId, text)}
        />
      ) : null}
      {cards.length === 0 ? <p className="text-13 text-muted">{t("none")}</p> : null}
      {cards.length > 0 ? (
        <ul aria-label={t("title")} className="flex flex-col gap-3">
          {cards.map((thread) => (
            <ThreadCard key={thread.id} thread={thread} rights={rights} isMeant={thread.id === threadId} />
          ))}
        </ul>
      ) : null}
      {open.hasNextPage ? (
        <Button isBusy={open.isFetchingNextPage} onClick={() => void open.fetchNextPage()}>
          {t("older")}
        </Button>
      ) : null}
      {first.resolvedCount > 0 ? (
        <Button look="quiet" className="self-start -ms-3" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
          {isAll ? t("hideResolved") : t("showResolved", { count: first.resolvedCount })}
        </Button>
      ) : null}
      {done.length > 0 ? (
        <ul aria-label={t("resolvedTitle")} className="flex flex-col gap-3">
          {done.map((thread) => (
            <ThreadCard key={thread.id} thread={thread} rights={rights} isMeant={thread.id === threadId} />
          ))}
        </ul>
      ) : null}
      {isAll && resolved.hasNextPage ? (
        <Button isBusy={resolved.isFetchingNextPage} onClick={() => void resolved.fetchNextPage()}>
          {t("older")}
        </Button>
      ) : null}
    </div>
  );
}
