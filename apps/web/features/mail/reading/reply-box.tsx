import { Button } from "@carbyne/ui";
import { Forward, Reply, ReplyAll, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { compose } from "../compose.ts";
import type { Conversation, Person } from "../types.ts";
import { usePeopleWords } from "./people-words.ts";

/** An answer is one press away, at the foot of every conversation. */
export function ReplyBox({ conversation }: { conversation: Conversation }) {
  const t = useTranslations("reading");
  const tAct = useTranslations("mail.act");
  const people = usePeopleWords();
  const message = conversation.messages.findLast((candidate) => !candidate.isDraft);
  if (!message) return null;
  const messageId = message.id;
  const isMine = message.from !== null && people.isMe(message.from) && message.to.length > 0;
  // An answer to one's own message goes where that went, as the server has it.
  const author = isMine
    ? message.to
    : message.replyTo.length > 0
      ? message.replyTo
      : message.from
        ? [message.from]
        : [];
  const everybody = [...author, ...message.to, ...message.cc];
  const others = [...new Map(everybody.filter((one) => !people.isMe(one)).map((one) => [one.address, one])).values()];
  const isToMany = others.length > 1;
  const answered: readonly Person[] = isToMany ? others : author;
  return (
    <div className="mt-3 flex flex-wrap gap-2 max-md:px-4">
      <button
        type="button"
        onClick={() => compose({ kind: isToMany ? "reply-all" : "reply", messageId })}
        className="flex h-10 min-w-0 flex-1 basis-64 items-center max-md:basis-full gap-2.5 rounded-2 border bg-surface px-3.5 text-start text-14 text-faint transition-colors hover:border-strong hover:text-text max-md:h-11"
      >
        {isToMany ? (
          <ReplyAll size={18} className="shrink-0" aria-hidden="true" />
        ) : (
          <Reply size={18} className="shrink-0" aria-hidden="true" />
        )}
        <span className="truncate">{t("replyTo", { people: people.list(answered) })}</span>
      </button>
      {isToMany ? (
        <Button
          size="large"
          className="max-md:h-11 max-md:flex-1"
          onClick={() => compose({ kind: "reply", messageId })}
        >
          <Reply aria-hidden="true" />
          {tAct("reply")}
        </Button>
      ) : null}
      {message.listPost === null ? null : (
        <Button
          size="large"
          className="max-md:h-11 max-md:flex-1"
          title={message.listPost}
          onClick={() => compose({ kind: "reply-list", messageId })}
        >
          <Users aria-hidden="true" />
          {tAct("replyList")}
        </Button>
      )}
      <Button
        size="large"
        className="max-md:h-11 max-md:flex-1"
        onClick={() => compose({ kind: "forward", messageId })}
      >
        <Forward aria-hidden="true" />
        {tAct("forward")}
      </Button>
    </div>
  );
}
