import { Button, IconButton } from "@carbyne/ui";
import { clsx } from "clsx";
import { Check, Reply, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { CommentsPage, Thread } from "./api.ts";
import { CommentField } from "./comment-field.tsx";
import { CommentItem } from "./comment-item.tsx";
import { useCommentVerbs } from "./use-comment-verbs.ts";

interface ThreadCardProps {
  thread: Thread;
  rights: Pick<CommentsPage, "canComment" | "canModerate">;
  /** Whether one was led here: it comes into sight, with the focus. */
  isMeant: boolean;
}

/** A thread in a list of them. */
export function ThreadCard({ thread, rights, isMeant }: ThreadCardProps) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isMeant) return;
    card.current?.scrollIntoView({ block: "nearest" });
    card.current?.focus({ preventScroll: true });
  }, [isMeant]);
  return (
    <li
      ref={card}
      tabIndex={-1}
      aria-current={isMeant ? "true" : undefined}
      className={clsx("rounded-2 border bg-surface px-3 pt-2 pb-3 focus:outline-none", isMeant && "border-accent!")}
    >
      <ThreadBody thread={thread} rights={rights} />
    </li>
  );
}

/** What was said in a thread, an answer, and whether it is done with. */
export function ThreadBody({ thread, rights }: Omit<ThreadCardProps, "isMeant">) {
  const t = useTranslations("comments");
  const verbs = useCommentVerbs();
  const [isAnswered, setIsAnswered] = useState(false);
  const isResolved = thread.resolvedAt !== null;
  const { canComment, canModerate } = rights;
  return (
    <>
      {isResolved ? (
        <p className="pb-1 text-12 text-muted">
          {thread.resolvedBy ? t("resolvedBy", { name: thread.resolvedBy }) : t("resolved")}
        </p>
      ) : null}
      <div className="flex flex-col gap-2">
        {thread.comments.map((comment) => (
          <CommentItem key={comment.id} nodeId={thread.nodeId} comment={comment} {...rights} />
        ))}
      </div>
      {isAnswered ? (
        <div className="mt-2">
          <CommentField
            nodeId={thread.nodeId}
            name={`answer ${thread.id}`}
            label={t("answerHint")}
            submit={t("answer")}
            hasFocus
            onSubmit={(text) => verbs.reply(thread.id, text)}
            onEnd={() => setIsAnswered(false)}
          />
        </div>
      ) : canComment || canModerate ? (
        <div className="-mb-1 flex items-center gap-1 ps-6">
          {canComment ? (
            <Button look="quiet" onClick={() => setIsAnswered(true)}>
              <Reply aria-hidden="true" />
              {t("answer")}
            </Button>
          ) : null}
          {canModerate ? (
            <IconButton
              label={t(isResolved ? "reopen" : "resolve")}
              className="ms-auto"
              onClick={() => void (isResolved ? verbs.reopen(thread) : verbs.resolve(thread))}
            >
              {isResolved ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />}
            </IconButton>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
