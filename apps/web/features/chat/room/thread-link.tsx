import { Avatar } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import type { Message } from "../api.ts";

export interface ThreadLinkProps {
  message: Message;
  nameOf: (id: string | null) => string | null;
  onOpen: ((message: Message) => void) | null;
}

/** How many answered in the thread of a message, and who; opens it. */
export function ThreadLink({ message, nameOf, onOpen }: ThreadLinkProps) {
  const t = useTranslations("chat.message");
  const dates = useDates();
  return (
    <button
      type="button"
      onClick={() => onOpen?.(message)}
      className="mt-1 flex h-[26px] items-center gap-2 rounded-1 ps-1 pe-2 text-13 font-medium whitespace-nowrap text-accent-ink hover:bg-hover max-md:h-11"
    >
      <span className="flex items-center gap-0.5">
        {message.repliers.slice(0, 3).map((id) => (
          <Avatar key={id} name={nameOf(id) ?? "?"} address={id} size={20} />
        ))}
      </span>
      {t("replies", { count: message.replyCount })}
      {message.lastReplyAt ? (
        <small className="text-12 font-normal text-muted">{dates.brief(message.lastReplyAt)}</small>
      ) : null}
    </button>
  );
}
