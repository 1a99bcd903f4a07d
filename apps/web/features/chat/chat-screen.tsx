"use client";

import { Button, Dialog, EmptyState, ErrorState, IconButton, Menu, showToast } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Hash, MessageSquare, MessagesSquare, Plus, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useIsNarrow } from "../../client/media.ts";
import { goTo, replaceWith } from "../../client/place.ts";
import { useStored } from "../../client/stored.ts";
import { useWords } from "../../client/words.ts";
import { AppFrame } from "../frame/app-frame.tsx";
import { useUnreadRooms } from "../frame/unread.ts";
import { chatServer, chatKey, roomsQuery } from "./api.ts";
import { roomName, useRoomLine } from "./names.ts";
import { personHref, roomHref, useChatPlace } from "./place.ts";
import { ChatSearch } from "./places/chat-search.tsx";
import { MentionsView } from "./places/mentions-view.tsx";
import { SavedView } from "./places/saved-view.tsx";
import { ScheduledView } from "./scheduled/scheduled-view.tsx";
import { SearchView } from "./places/search-view.tsx";
import { PersonView } from "./room/person-view.tsx";
import { RoomView } from "./room/room-view.tsx";
import { ChangeRoomDialog } from "./rooms/change-room-dialog.tsx";
import { ChannelsDialog } from "./rooms/channels-dialog.tsx";
import { NewRoomDialog } from "./rooms/new-room-dialog.tsx";
import { NewTalkDialog } from "./rooms/new-talk-dialog.tsx";
import { RoomDetails } from "./rooms/room-details.tsx";
import { useRoomCommands } from "./rooms/use-room-commands.tsx";
import { useRoomEntries } from "./rooms/use-room-entries.tsx";
import { ChatSidebar } from "./sidebar/chat-sidebar.tsx";
import { ThreadPanel } from "./thread/thread-panel.tsx";
import { ThreadsView } from "./thread/threads-view.tsx";

type Ask = "room" | "talk" | "channels" | "change" | "leave" | "clear";

/** The chat: rooms at the left, what is said in one of them, and beside it a thread or who is in it. */
export function ChatScreen() {
  const t = useTranslations("chat");
  const words = useWords();
  const queryClient = useQueryClient();
  const isNarrow = useIsNarrow();
  const place = useChatPlace();
  const rooms = useQuery(roomsQuery);
  const roomId = place.kind === "room" ? place.id : "";
  const line = useRoomLine(roomId);
  const unreadRooms = useUnreadRooms();
  const [asked, setAsked] = useState<Ask | null>(null);
  const [stored, store] = useStored("chat.details");
  const isDetails = stored === "yes";
  const entries = useRoomEntries(line, {
    change: () => setAsked("change"),
    leave: () => setAsked("leave"),
    clear: () => setAsked("clear"),
  });
  const begin = useCallback(() => setAsked("talk"), []);
  useRoomCommands(rooms.data, roomId === "" ? null : roomId, begin);
  const close = () => setAsked(null);
  const threadId = place.kind === "room" ? place.threadId : null;
  const number = place.kind === "room" ? place.number : null;
  // A new object for each place that is gone to, so that the same message can be wished for again.
  const wanted = useMemo(() => (number === null ? null : { number, wish: place }), [number, place]);

  useEffect(() => {
    const name = line ? roomName(line) : t("title");
    document.title = unreadRooms > 0 ? `(${unreadRooms}) ${name} · Carbyne` : `${name} · Carbyne`;
  }, [line, t, unreadRooms]);

  // On a wide screen the chat opens where one was last.
  const [last, setLast] = useStored("chat.last");
  useEffect(() => {
    if (line) setLast(line.room.id);
  }, [line, setLast]);
  useEffect(() => {
    if (place.kind === "none" && !isNarrow && last && rooms.data?.some((one) => one.room.id === last))
      replaceWith(roomHref(last));
  }, [place.kind, isNarrow, last, rooms.data]);

  const run = (act: Promise<unknown>) => void act.catch((error: unknown) => showToast({ text: words(error).text }));
  const newEntries = [
    { label: t("sidebar.newTalk"), icon: <UserRound aria-hidden="true" />, onSelect: () => setAsked("talk") },
    { label: t("sidebar.newRoom"), icon: <MessagesSquare aria-hidden="true" />, onSelect: () => setAsked("room") },
    { label: t("channels.title"), icon: <Hash aria-hidden="true" />, onSelect: () => setAsked("channels") },
  ];
  const sidebar = (isFolded: boolean) => (
    <ChatSidebar
      place={place}
      isFolded={isFolded}
      onNewRoom={() => setAsked("room")}
      onNewTalk={() => setAsked("talk")}
    />
  );
  const isList = place.kind === "none" && isNarrow;
  return (
    <AppFrame
      module="chat"
      sidebarLabel={t("rooms")}
      sidebar={sidebar}
      search={<ChatSearch place={place} />}
      isDetail={place.kind === "room" || place.kind === "person"}
      newAction={
        <Menu
          trigger={
            <Button look="primary">
              <Plus aria-hidden="true" />
              {t("new")}
            </Button>
          }
          entries={newEntries}
        />
      }
    >
      {isList ? (
        <nav aria-label={t("rooms")} className="min-w-0 flex-1 overflow-auto p-2">
          <h1 className="sr-only">{t("title")}</h1>
          {sidebar(false)}
        </nav>
      ) : place.kind === "search" ? (
        <SearchView text={place.text} roomId={place.roomId} />
      ) : place.kind === "saved" ? (
        <SavedView />
      ) : place.kind === "mentions" ? (
        <MentionsView />
      ) : place.kind === "threads" ? (
        <ThreadsView />
      ) : place.kind === "scheduled" ? (
        <ScheduledView />
      ) : place.kind === "person" ? (
        <PersonView key={place.id} id={place.id} onBack={() => goTo("/chat")} />
      ) : line ? (
        <>
          <RoomView
            key={line.room.id}
            line={line}
            wanted={threadId === null ? wanted : null}
            entries={entries}
            isDetails={isDetails}
            onDetails={() => store(isDetails ? null : "yes")}
            onBack={() => goTo("/chat")}
          />
          {threadId !== null ? (
            <ThreadPanel
              key={threadId}
              line={line}
              threadId={threadId}
              wanted={wanted}
              onClose={() => goTo(roomHref(line.room.id))}
            />
          ) : isDetails ? (
            <RoomDetails line={line} onClose={() => store(null)} />
          ) : null}
        </>
      ) : rooms.isError && !rooms.data ? (
        <div className="flex-1">
          <ErrorState {...words(rooms.error)} retryLabel={t("log.retry")} onRetry={() => void rooms.refetch()} />
        </div>
      ) : rooms.data ? (
        <div className="flex-1">
          <EmptyState
            icon={<MessageSquare />}
            text={place.kind === "room" ? t("gone") : rooms.data.length === 0 ? t("emptyFirst") : t("empty")}
            action={
              <Button look="primary" onClick={() => setAsked("talk")}>
                {t("sidebar.newTalk")}
              </Button>
            }
          />
        </div>
      ) : null}
      {isList ? (
        <Menu
          trigger={
            <IconButton
              label={t("new")}
              side="left"
              className="fixed end-4 bottom-[calc(76px+var(--toasts,0px))] z-10 size-14! rounded-[18px] bg-accent! text-on-accent! shadow-floating md:hidden"
            >
              <Plus aria-hidden="true" />
            </IconButton>
          }
          side="top"
          entries={newEntries}
        />
      ) : null}
      {asked === "room" ? (
        <NewRoomDialog
          onClose={close}
          onMade={(id) => {
            close();
            goTo(roomHref(id));
          }}
        />
      ) : null}
      {asked === "talk" ? (
        <NewTalkDialog
          onClose={close}
          onChoose={(person) => {
            close();
            goTo(personHref(person.id));
          }}
        />
      ) : null}
      {asked === "channels" ? (
        <ChannelsDialog
          onClose={close}
          onOpen={(id) => {
            close();
            goTo(roomHref(id));
          }}
        />
      ) : null}
      {asked === "change" && line ? <ChangeRoomDialog line={line} onClose={close} /> : null}
      {(asked === "leave" || asked === "clear") && line ? (
        <Dialog
          isOpen
          onClose={close}
          title={t(`${asked}.title`, { name: roomName(line) })}
          description={t(`${asked}.hint`)}
          closeLabel={t("newRoom.cancel")}
          actions={
            <>
              <Button onClick={close}>{t("newRoom.cancel")}</Button>
              <Button
                look="danger"
                onClick={() => {
                  close();
                  if (asked === "leave") run(chatServer.leave(line.room.id).then(() => goTo("/chat")));
                  else
                    run(
                      chatServer
                        .changeSeat({ roomId: line.room.id, clear: true })
                        .then(() => queryClient.resetQueries({ queryKey: [...chatKey, "stretch", line.room.id] })),
                    );
                }}
              >
                {t(`${asked}.submit`)}
              </Button>
            </>
          }
        />
      ) : null}
    </AppFrame>
  );
}
