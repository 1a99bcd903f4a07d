import { Avatar, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../client/dates.ts";
import type { Comment } from "./api.ts";
import { CommentField } from "./comment-field.tsx";
import { draftOf, partsOf } from "./mention-text.ts";
import { useCommentVerbs } from "./use-comment-verbs.ts";

interface CommentItemProps {
  nodeId: string;
  comment: Comment;
  canComment: boolean;
  canModerate: boolean;
}

/** Something that somebody said, with what one may do about it. */
export function CommentItem({ nodeId, comment, canComment, canModerate }: CommentItemProps) {
  const t = useTranslations("comments");
  const dates = useDates();
  const verbs = useCommentVerbs();
  const [isEdited, setIsEdited] = useState(false);
  const { author, isMine } = comment;
  const who = author ? author.name || author.address : t("somebody");
  const entries: MenuEntry[] = [
    ...(isMine && canComment
      ? [{ label: t("edit"), icon: <Pencil aria-hidden="true" />, onSelect: () => setIsEdited(true) }]
      : []),
    ...((isMine && canComment) || canModerate
      ? [
          {
            label: t("delete"),
            icon: <Trash2 aria-hidden="true" />,
            isDanger: true,
            onSelect: () => void verbs.remove(comment.id),
          },
        ]
      : []),
  ];
  return (
    <article aria-label={t("by", { name: who })} className="flex gap-2.5">
      <Avatar name={who} {...(author ? { address: author.address } : {})} size={24} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex min-h-[30px] items-center gap-2 text-13">
          <span dir="auto" className="min-w-0 truncate font-medium">
            {who}
          </span>
          <time
            dateTime={comment.createdAt}
            title={dates.full(comment.createdAt)}
            className="shrink-0 text-12 text-muted"
          >
            {dates.brief(comment.createdAt)}
          </time>
          {comment.editedAt ? (
            <span title={dates.full(comment.editedAt)} className="truncate text-12 text-muted">
              {t("edited")}
            </span>
          ) : null}
          {entries.length > 0 && !isEdited ? (
            <span className="ms-auto shrink-0">
              <Menu
                trigger={
                  <IconButton label={t("more", { name: who })} size="small" className="max-md:size-11!">
                    <Ellipsis aria-hidden="true" />
                  </IconButton>
                }
                entries={entries}
              />
            </span>
          ) : null}
        </p>
        {isEdited ? (
          <CommentField
            nodeId={nodeId}
            name={`edit ${comment.id}`}
            first={draftOf(comment.text, comment.mentions)}
            label={t("edit")}
            submit={t("save")}
            hasFocus
            onSubmit={(text) => verbs.edit(comment.id, text)}
            onEnd={() => setIsEdited(false)}
          />
        ) : (
          <p dir="auto" className="text-13 leading-reading wrap-anywhere whitespace-pre-wrap">
            {partsOf(comment.text, comment.mentions).map((part, place) =>
              "words" in part ? (
                part.words
              ) : (
                <span key={`${place} ${part.id}`} className="font-medium text-accent-ink">
                  @{part.name ?? t("somebody")}
                </span>
              ),
            )}
          </p>
        )}
      </div>
    </article>
  );
}
