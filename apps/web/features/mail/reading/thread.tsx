import { Avatar } from "@carbyne/ui";
import { UnfoldVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useSettings } from "../../settings/api.ts";
import type { Conversation, MessageView } from "../types.ts";
import { MessageCard } from "./message-card.tsx";
import { useThreadKeys } from "./use-thread-keys.tsx";

/** So many folded lines in a row become one. */
const mostFolded = 4;

/** More open bodies than a person reads at once make the page slow: each is a document of its own. */
const mostOpen = 8;

/** Which messages are open to begin with: the newest, and what is unread, of many the latest. */
function openAtFirst(messages: readonly MessageView[]): Set<string> {
  const wanted = messages.filter((message, at) => !message.isSeen || at === messages.length - 1);
  return new Set(wanted.slice(-mostOpen).map((message) => message.id));
}

/** The messages of a conversation, with the end on top that the person chose. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const t = useTranslations("reading");
  const { messages } = conversation;
  const isReversed = useSettings().settings.conversationOrder === "newest";
  const [open, setOpen] = useState(() => openAtFirst(messages));
  const [known, setKnown] = useState(() => new Set(messages.map((message) => message.id)));
  const [showsAll, setShowsAll] = useState(false);

  // A message that comes in while the conversation is read opens by itself.
  const fresh = messages.filter((message) => !known.has(message.id));
  if (fresh.length > 0) {
    setKnown(new Set([...known, ...fresh.map((message) => message.id)]));
    setOpen(new Set([...open, ...fresh.map((message) => message.id)]));
  }

  const shown = useMemo(() => (isReversed ? messages.toReversed() : messages), [isReversed, messages]);
  const messageIds = useMemo(() => shown.map((message) => message.id), [shown]);
  useThreadKeys({
    conversationId: conversation.id,
    messageIds,
    open: useCallback((id: string) => setOpen((now) => new Set([...now, id])), []),
    unfoldAll: useCallback(() => {
      setShowsAll(true);
      setOpen(new Set(messageIds));
    }, [messageIds]),
    foldAll: useCallback(() => setOpen(new Set(messages.slice(-1).map((message) => message.id))), [messages]),
  });

  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const firstOpen = messages.findIndex((message) => open.has(message.id));
  const hidden = showsAll || firstOpen <= mostFolded ? [] : messages.slice(1, firstOpen - 1);
  const isHidden = new Set(hidden.map((message) => message.id));

  return (
    <div className="flex flex-col gap-3 max-md:gap-0 max-md:[&>*+*]:border-t-0">
      {shown.map((message) => {
        if (isHidden.has(message.id))
          return message === hidden[0] ? (
            <button
              key="hidden"
              type="button"
              onClick={() => setShowsAll(true)}
              className="flex h-10 items-center gap-3 rounded-2 border border-dashed px-4 text-13 font-medium text-muted transition-colors hover:bg-hover hover:text-text max-md:h-11"
            >
              <span className="flex -space-x-2">
                {hidden.slice(0, 3).map((one) => (
                  <Avatar key={one.id} name={one.from?.name ?? ""} address={one.from?.address ?? ""} size={24} />
                ))}
              </span>
              <span className="flex-1 text-start">{t("older", { count: hidden.length })}</span>
              <UnfoldVertical size={16} aria-hidden="true" />
            </button>
          ) : null;
        return (
          <MessageCard
            key={message.id}
            message={message}
            isOpen={open.has(message.id)}
            canFold={messages.length > 1}
            onToggle={() => toggle(message.id)}
          />
        );
      })}
    </div>
  );
}
