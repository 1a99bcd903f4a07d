import { IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { Ellipsis, MessageSquareReply, MessagesSquare, SmilePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmojiPopover } from "../../../client/emoji/emoji-popover.tsx";
import type { Message } from "../api.ts";

export interface MessageActsProps {
  message: Message;
  entries: readonly MenuEntry[];
  onReact: ((emoji: string) => void) | null;
  onReply: (() => void) | null;
  onThread: (() => void) | null;
}

/** What one gives most often by one press. */
const quick = ["👍", "✅"] as const;

/** The verbs of a message, on its upper edge while it is pointed at. */
export function MessageActs({ message, entries, onReact, onReply, onThread }: MessageActsProps) {
  const t = useTranslations("chat.message");
  return (
    <div
      role="toolbar"
      aria-label={t("acts")}
      className="absolute end-5 -top-4 z-10 flex gap-0.5 rounded-2 border bg-raised p-px opacity-0 shadow-floating group-focus-within/row:opacity-100 group-hover/message:opacity-100 has-data-[state=open]:opacity-100 max-md:hidden"
    >
      {onReact ? (
        <>
          {quick.map((emoji) => (
            <IconButton key={emoji} size="small" label={t("reactWith", { emoji })} onClick={() => onReact(emoji)}>
              <span className="text-14">{emoji}</span>
            </IconButton>
          ))}
          <EmojiPopover
            align="end"
            onChoose={onReact}
            trigger={
              <IconButton size="small" label={t("react")}>
                <SmilePlus aria-hidden="true" />
              </IconButton>
            }
          />
        </>
      ) : null}
      {onReply ? (
        <IconButton size="small" label={t("reply")} onClick={onReply}>
          <MessageSquareReply aria-hidden="true" />
        </IconButton>
      ) : null}
      {onThread ? (
        <IconButton size="small" label={message.replyCount > 0 ? t("openThread") : t("startThread")} onClick={onThread}>
          <MessagesSquare aria-hidden="true" />
        </IconButton>
      ) : null}
      <Menu
        trigger={
          <IconButton size="small" label={t("more")}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={entries}
      />
    </div>
  );
}
