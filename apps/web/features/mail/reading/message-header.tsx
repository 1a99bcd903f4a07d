import { Avatar } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDates } from "../../../client/dates.ts";
import type { MessageView } from "../types.ts";
import { LeaveList } from "./leave-list.tsx";
import { Recipients } from "./recipients.tsx";
import { useAuthor } from "./use-author.ts";
import { VerdictMark } from "./verdict.tsx";

export interface MessageHeaderProps {
  message: MessageView;
  canFold: boolean;
  onFold: () => void;
  menu: ReactNode;
}

/** Who wrote, whether that is proven, to whom and when. */
export function MessageHeader({ message, canFold, onFold, menu }: MessageHeaderProps) {
  const t = useTranslations("reading");
  const tMessage = useTranslations("message");
  const dates = useDates();
  const author = useAuthor(message);
  return (
    <header
      className={clsx("flex items-start gap-3 px-4 pt-3.5 pb-1", canFold && "cursor-pointer")}
      onClick={(event) => {
        const isControl =
          event.target instanceof Element && event.target.closest("button, a, dl, [role=note], [role=dialog]");
        if (canFold && !isControl && window.getSelection()?.isCollapsed !== false) onFold();
      }}
    >
      <Avatar name={author.name} address={author.address} />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2">
          <strong className="max-w-full truncate text-14 font-semibold" title={author.address}>
            {author.shown}
          </strong>
          {message.isDraft ? (
            <span className="text-12 font-medium text-danger">{t("draft")}</span>
          ) : (
            <VerdictMark verdict={message.verdict} />
          )}
          {message.isExternal ? (
            <span
              title={tMessage("externalHint")}
              className="shrink-0 rounded-[4px] border px-1.5 text-12 font-medium text-muted"
            >
              {tMessage("external")}
            </span>
          ) : null}
          <LeaveList message={message} name={author.name} />
        </div>
        <Recipients message={message} />
      </div>
      <time
        dateTime={message.date}
        title={dates.full(message.date)}
        className="shrink-0 pt-0.5 text-12 text-faint tabular-nums"
      >
        {dates.brief(message.date)}
      </time>
      {menu}
    </header>
  );
}
