import { Select } from "@carbyne/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { afterDay, startOfDay } from "../../../client/day-edges.ts";
import { DayField } from "../../../client/day-field.tsx";
import { replaceWith } from "../../../client/place.ts";
import { useZone } from "../../../client/zone.ts";
import { roomQuery, roomsQuery, searchQuery } from "../api.ts";
import { roomName } from "../names.ts";
import { chatSearchHref } from "../place.ts";
import { FoundRow } from "./found-row.tsx";
import { PlacePage } from "./place-page.tsx";

const everything = "all";
const kinds = [everything, "file", "picture", "link"] as const;

/** What was said that meets a search, in all rooms or in one, by anybody or one person. */
export function SearchView({ text, roomId }: { text: string; roomId: string | null }) {
  const t = useTranslations("chat.places");
  const rooms = useQuery(roomsQuery);
  const room = useQuery({ ...roomQuery(roomId ?? ""), enabled: roomId !== null });
  const [has, setHas] = useState<(typeof kinds)[number]>(everything);
  const [chosen, setFrom] = useState(everything);
  const zone = useZone();
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const people = roomId === null ? [] : (room.data?.members ?? []);
  // Who is chosen in one room may not be in the next.
  const from = people.some((person) => person.id === chosen) ? chosen : everything;
  const list = useInfiniteQuery(
    searchQuery({
      text,
      ...(roomId === null ? {} : { roomId }),
      ...(has === everything ? {} : { has }),
      ...(from === everything ? {} : { from }),
      ...(first === "" ? {} : { after: startOfDay(first, zone).toISOString() }),
      ...(last === "" ? {} : { before: afterDay(last, zone).toISOString() }),
    }),
  );
  const found = list.data?.pages.flatMap((page) => page.found) ?? [];
  const words = text.split(/[\s"]+/).filter((word) => word !== "");
  return (
    <PlacePage
      title={text === "" ? t("search") : t("searchFor", { text })}
      list={list}
      count={found.length}
      empty={{ icon: <Search />, text: t("nothingFound") }}
      controls={
        <>
          <Select
            label={t("room")}
            value={roomId ?? everything}
            onChange={(id) => replaceWith(chatSearchHref(text, id === everything ? null : id))}
            options={[
              { value: everything, label: t("allRooms") },
              ...(rooms.data ?? []).map((line) => ({ value: line.room.id, label: roomName(line) })),
            ]}
            className="max-w-48"
          />
          {roomId === null ? null : (
            <Select
              label={t("by")}
              value={from}
              onChange={setFrom}
              options={[
                { value: everything, label: t("anybody") },
                ...people.map((person) => ({ value: person.id, label: person.name })),
              ]}
              className="max-w-40"
            />
          )}
          <Select
            label={t("with")}
            value={has}
            onChange={setHas}
            options={kinds.map((kind) => ({ value: kind, label: t(`has.${kind}`) }))}
          />
          <DayField aria-label={t("fromDay")} value={first} onChange={setFirst} className="w-40" />
          <span className="text-13 text-muted">–</span>
          <DayField aria-label={t("untilDay")} value={last} onChange={setLast} className="w-40" />
        </>
      }
    >
      {found.map(({ message, roomName: name, excerpt, file }) => (
        <FoundRow
          key={message.id}
          message={message}
          room={name}
          excerpt={excerpt ?? file?.excerpt ?? null}
          words={words}
        />
      ))}
    </PlacePage>
  );
}
