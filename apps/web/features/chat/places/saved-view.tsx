import { IconButton, Menu, showToast } from "@carbyne/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { AlarmClock, Bookmark as Sign, Ellipsis, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { type Bookmark, bookmarksQuery } from "../api.ts";
import { FoundRow } from "./found-row.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { PlacePage } from "./place-page.tsx";
import { useSaving } from "./use-saving.tsx";

/** What one saved for later, with notes and reminders. */
export function SavedView() {
  const t = useTranslations("chat.places");
  const dates = useDates();
  const queryClient = useQueryClient();
  const saving = useSaving();
  const list = useInfiniteQuery({ ...bookmarksQuery, refetchOnMount: "always" });
  const [noted, setNoted] = useState<Bookmark | null>(null);
  const bookmarks = list.data?.pages.flatMap((page) => page.bookmarks) ?? [];
  return (
    <PlacePage title={t("saved")} list={list} count={bookmarks.length} empty={{ icon: <Sign />, text: t("noneSaved") }}>
      {bookmarks.map((bookmark) => {
        const { message, roomName, note, remindAt, remindedAt } = bookmark;
        return (
          <FoundRow
            key={message.id}
            message={message}
            room={roomName}
            more={
              note !== "" || remindAt ? (
                <span className="mt-1 flex flex-col gap-0.5 text-12 text-muted [&_svg]:size-3.5 [&_svg]:shrink-0">
                  {note === "" ? null : (
                    <span className="flex items-center gap-1.5">
                      <StickyNote role="img" aria-label={t("note")} />
                      <span dir="auto" className="min-w-0 break-words whitespace-pre-wrap">
                        {note}
                      </span>
                    </span>
                  )}
                  {remindAt ? (
                    <span className="flex items-center gap-1.5">
                      <AlarmClock aria-hidden="true" />
                      {t(remindedAt ? "reminded" : "remindsAt", { time: dates.full(remindAt) })}
                    </span>
                  ) : null}
                </span>
              ) : null
            }
            act={
              <Menu
                trigger={
                  <IconButton label={t("moreOf")} size="small" className="max-md:size-11!">
                    <Ellipsis aria-hidden="true" />
                  </IconButton>
                }
                entries={[
                  {
                    label: t("changeNote"),
                    icon: <StickyNote aria-hidden="true" />,
                    onSelect: () => setNoted(bookmark),
                  },
                  saving.remindEntry(message.id),
                  ...(remindAt && !remindedAt
                    ? [
                        {
                          label: t("remindNot"),
                          onSelect: () => saving.save({ messageId: message.id, remindAt: null }),
                        },
                      ]
                    : []),
                  "separator",
                  {
                    label: t("remove"),
                    icon: <Sign aria-hidden="true" />,
                    onSelect: () =>
                      saving.remove(message.id, { note, remindAt: remindedAt ? null : remindAt }, t("removed")),
                  },
                ]}
              />
            }
          />
        );
      })}
      {noted ? (
        <NoteDialog
          note={noted.note}
          onClose={() => setNoted(null)}
          onSave={async (note) => {
            await saving.write({ messageId: noted.message.id, note });
            setNoted(null);
            showToast({ text: t("noteSaved") });
            await queryClient.invalidateQueries({ queryKey: bookmarksQuery.queryKey });
          }}
        />
      ) : null}
    </PlacePage>
  );
}
