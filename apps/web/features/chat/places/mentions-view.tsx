import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { AtSign } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { mentionsQuery, roomsQuery } from "../api.ts";
import { FoundRow } from "./found-row.tsx";
import { PlacePage } from "./place-page.tsx";

/** What speaks to one, in all rooms, the latest first. */
export function MentionsView() {
  const t = useTranslations("chat.places");
  const list = useInfiniteQuery({ ...mentionsQuery, refetchOnMount: "always" });
  const { data: rooms } = useQuery(roomsQuery);
  // Rooms count what speaks to one as it comes.
  const count = rooms?.reduce((sum, line) => sum + line.mentions, 0);
  const { refetch } = list;
  useEffect(() => void refetch(), [count, refetch]);
  const mentions = list.data?.pages.flatMap((page) => page.mentions) ?? [];
  return (
    <PlacePage
      title={t("mentions")}
      list={list}
      count={mentions.length}
      empty={{ icon: <AtSign />, text: t("noMentions") }}
    >
      {mentions.map(({ message, roomName }) => (
        <FoundRow key={message.id} message={message} room={roomName} />
      ))}
    </PlacePage>
  );
}
