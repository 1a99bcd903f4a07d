import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { mailTalksQuery } from "../api.ts";
import { roomHref } from "../place.ts";

/** In mail: the rooms in which a conversation is talked about, or from which it was written. */
export function MailTalks({ conversationId }: { conversationId: string }) {
  const t = useTranslations("chat.mail");
  const dates = useDates();
  const { data = [] } = useQuery(mailTalksQuery(conversationId));
  if (data.length === 0) return null;
  return (
    <ul aria-label={t("talks")} className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-13 max-md:px-4">
      {data.map(({ id, kind, roomId, roomName, number, threadId, at }) => (
        <li key={id} className="flex min-w-0 items-center gap-1.5 text-muted max-md:min-h-11">
          <MessagesSquare size={16} className="shrink-0" aria-hidden="true" />
          <span className="min-w-0">
            {t.rich(kind === "discussed" ? "discussedIn" : "sentFrom", {
              room: () => (
                <Link
                  href={roomHref(roomId, { number, threadId })}
                  title={dates.full(at)}
                  className="font-medium text-accent-ink hover:underline"
                >
                  <bdi>{roomName}</bdi>
                </Link>
              ),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
