import { useInfiniteQuery } from "@tanstack/react-query";
import { AtSign, Bookmark, MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { SidebarRow } from "../../frame/sidebar-row.tsx";
import { threadsQuery } from "../api.ts";
import { type ChatPlace, ownHref, ownPlaces } from "../place.ts";

const icons = {
  mentions: <AtSign aria-hidden="true" />,
  threads: <MessagesSquare aria-hidden="true" />,
  saved: <Bookmark aria-hidden="true" />,
};

/** What of all rooms is one's own, above them: with how many threads have something new. */
export function OwnPlaces({ place, isFolded }: { place: ChatPlace; isFolded: boolean }) {
  const t = useTranslations("chat.sidebar");
  const { data: threads } = useInfiniteQuery(threadsQuery);
  const unread = threads?.pages.flatMap((page) => page.threads).filter((one) => one.unread > 0).length ?? 0;
  const counts = {
    mentions: null,
    threads: { of: unread, label: t("threadsLabel", { count: unread }), isStrong: true },
    saved: null,
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
