import { EmptyState } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { goTo } from "../../../client/place.ts";
import { pinnedQuery, type RoomLine } from "../api.ts";
import { useNames } from "../names.ts";
import { roomHref } from "../place.ts";
import { plainLine } from "../room/plain-line.ts";

/** What is pinned in a room; a press goes there. */
export function PinnedList({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.details");
  const tMessage = useTranslations("chat.message");
  const dates = useDates();
  const nameOf = useNames(line.room.id);
  // What the room knows counts: a pin that is set or taken away is a change of the room.
  const { data } = useQuery({
    ...pinnedQuery(line.room.id),
    queryKey: [...pinnedQuery(line.room.id).queryKey, line.modseq],
  });
  if (data?.length === 0) return <EmptyState icon={<Pin />} text={t("nothingPinned")} />;
  return (
    <ul className="p-2" aria-label={t("pinned")}>
      {data?.map((message) => (
        <li key={message.id}>
          <button
            type="button"
            onClick={() => goTo(roomHref(line.room.id, { number: message.number, threadId: message.threadId }))}
            className="w-full rounded-1 px-2 py-2 text-start hover:bg-hover"
          >
            <span className="flex items-baseline gap-2">
              <b className="truncate text-13 font-medium">{nameOf(message.authorId) ?? tMessage("somebody")}</b>
              <time dateTime={message.at} className="shrink-0 text-12 text-muted">
                {dates.brief(message.at)}
              </time>
            </span>
            <span dir="auto" className="line-clamp-3 text-13 text-muted">
              {plainLine(message.text, nameOf, tMessage("everybody"))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
