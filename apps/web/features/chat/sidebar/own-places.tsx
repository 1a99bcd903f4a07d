import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { AtSign, Bookmark, CalendarClock, MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { SidebarRow } from "../../frame/sidebar-row.tsx";
import { scheduledQuery, threadsQuery } from "../api.ts";
import { type ChatPlace, ownHref, ownPlaces } from "../place.ts";

const icons = {
  mentions: <AtSign aria-hidden="true" />,
  threads: <MessagesSquare aria-hidden="true" />,
  saved: <Bookmark aria-hidden="true" />,
  scheduled: <CalendarClock aria-hidden="true" />,
};

/** What of all rooms is one's own, above them: with how many threads have something new, and how much waits to be sent. */
export function OwnPlaces({ place, isFolded }: { place: ChatPlace; isFolded: boolean }) {
  const t = useTranslations("chat.sidebar");
  const { data: threads } = useInfiniteQuery(threadsQuery);
  const { data: scheduled = [] } = useQuery(scheduledQuery);
  const unread = threads?.pages.flatMap((page) => page.threads).filter((one) => one.unread > 0).length ?? 0;
  const refused = scheduled.filter((one) => one.refusedAt !== null).length;
  const counts = {
    mentions: null,
    threads: { of: unread, label: t("threadsLabel", { count: unread }), isStrong: true },
    saved: null,
    scheduled: {
      of: scheduled.length,
      label: refused > 0 ? t("refusedLabel", { count: refused }) : t("scheduledLabel", { count: scheduled.length }),
      isStrong: refused > 0,
    },
  };
  return ownPlaces.map((kind) => {
    const count = counts[kind];
    const isCounted = count !== null && count.of > 0;
    return (
      <SidebarRow
        key={kind}
        href={ownHref(kind)}
        icon={icons[kind]}
        label={t(kind)}
        count={isCounted ? String(count.of) : undefined}
        countLabel={isCounted ? count.label : undefined}
        isStrong={isCounted && count.isStrong}
        isCurrent={place.kind === kind}
        isFolded={isFolded}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          goTo(ownHref(kind));
        }}
      />
    );
  });
}
