import { IconButton, showToast } from "@carbyne/ui";
import { ChartNoAxesColumn } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { chatServer, type Message, type RoomLine, type Stretch, stretchKey } from "../api.ts";
import { useAttachments } from "../attach/use-attachments.ts";
import { Composer, type ComposerHandle } from "../composer/composer.tsx";
import { withEverybody } from "../composer/mention-text.ts";
import { useGuest, useOneself } from "../guest-page/guest.ts";
import { useChatHas } from "../has.ts";
import { useCompletionSources } from "../use-completion-sources.ts";
import { useMentionNames } from "../use-mention-names.ts";
import { sendSoon, useOutgoing } from "../live/outbox.ts";
import { roomName, useNames } from "../names.ts";
import { useSendLater } from "../scheduled/use-send-later.tsx";
import { SelectionBar } from "../selecting/selection-bar.tsx";
import { SelectingArea } from "../selecting/selecting-area.tsx";
import { useSelection } from "../selecting/use-selection.ts";
import { NewPollDialog } from "../poll/new-poll-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { ForwardDialog } from "./forward-dialog.tsx";
import { MessageLog } from "./message-log.tsx";
import { plainLine } from "./plain-line.ts";
import { ReachDialog } from "./reach-dialog.tsx";
import { ReadBy } from "./read-by.tsx";
import { UnsentVoice } from "./unsent-voice.tsx";
import { mayDelete, useMessageVerbs } from "./use-message-verbs.tsx";
import { useSeen } from "./use-seen.ts";
import { useStretch } from "./use-stretch.ts";
import { useVoice } from "./use-voice.ts";

const none: readonly Message[] = [];
/** The server takes no more. */
const mostLetters = 16_000;

export interface TalkProps {
  line: RoomLine;
  threadId: string | null;
  wanted: { number: number; wish: unknown } | null;
  draft: [string, (text: string) => void];
  /** What stands between the log and where one writes, such as who is writing. */
  below?: ReactNode;
  empty?: ReactNode;
  isAlsoInRoom?: boolean;
}

/** What is said in a room or in a thread, and where one says more. */
export function Talk({
  line,
  threadId,
  wanted,
  draft: [text, setText],
  below,
  empty,
  isAlsoInRoom = false,
}: TalkProps) {
  const t = useTranslations("chat.write");
  const tMessage = useTranslations("chat.message");
  const words = useWords();
  const queryClient = useQueryClient();
  const me = useOneself();
  const guest = useGuest();
  const has = useChatHas();
  const { room } = line;
  const nameOf = useNames(room.id);
  const mentions = useMentionNames(room.id);
  const sources = useCompletionSources(line);
  const view = useStretch(room.id, threadId);
  const outgoing = useOutgoing();
  const attachments = useAttachments(room.id);
  const voice = useVoice({ roomId: room.id, threadId, isAlsoInRoom });
  const composer = useRef<ComposerHandle>(null);
  const [about, setAbout] = useState<{ kind: "reply" | "edit"; message: Message } | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [deleting, setDeleting] = useState<readonly Message[] | null>(null);
  const [forwarded, setForwarded] = useState<readonly Message[] | null>(null);
  const [reached, setReached] = useState<Message | null>(null);
  const [unread] = useState(() =>
    line.unread > 0 && threadId === null ? { after: line.readNumber, count: line.unread } : null,
  );
  const before = useRef("");
  const selection = useSelection(view.stretch?.messages ?? none, () => composer.current?.focus());
  const { chosen, end: endSelection } = selection;

  useEffect(() => composer.current?.focus(), [room.id, threadId]);

  const edit = useCallback(
    (message: Message) => {
      before.current = text;
      setAbout({ kind: "edit", message });
      setText(message.text);
      composer.current?.focus();
    },
    [text, setText],
  );
  const reply = useCallback((message: Message) => {
    setAbout({ kind: "reply", message });
    composer.current?.focus();
  }, []);
  const end = () => {
    if (about?.kind === "edit") setText(before.current);
    setAbout(null);
    composer.current?.focus();
  };
  const isClosed = line.room.isArchived;
  const mayBegin = !room.isAnnouncement || line.role !== "member" || threadId !== null;
  const forward = useCallback((message: Message) => setForwarded([message]), []);
  const verbs = useMessageVerbs({
    line,
    me: me.id,
    nameOf,
    threadId,
    onReply: isClosed || !mayBegin ? null : reply,
    onEdit: edit,
    onDelete: useCallback((message: Message) => setDeleting([message]), []),
    onForward: guest ? null : forward,
    onSelect: selection.begin,
    onReach: setReached,
  });

  const arrived = attachments.all.filter((one) => one.state === "done");
  const sizeOf = ({ width, height }: (typeof arrived)[number]) => (width && height ? { width, height } : {});
  const later = useSendLater(
    () => ({
      roomId: room.id,
      text: text.trim(),
      attachments: arrived.map((one) => ({ id: one.nodeId ?? "", ...sizeOf(one) })),
      ...(about ? { replyToId: about.message.id } : {}),
      ...(threadId === null ? {} : { threadId, isAlsoInRoom }),
    }),
    () => {
      attachments.clear();
      setAbout(null);
      setText("");
    },
  );
  const send = (typed: string) => {
    const said = room.kind === "direct" ? typed : withEverybody(typed);
    if ((said === "" && arrived.length === 0) || attachments.isSending) return;
    if (about?.kind === "edit") {
      const { message } = about;
      setAbout(null);
      setText(before.current);
      if (said === message.text) return;
      const put = (shown: Message) =>
        queryClient.setQueryData<Stretch>(stretchKey(room.id, threadId), (now) =>
          now ? { ...now, messages: now.messages.map((one) => (one.id === shown.id ? shown : one)) } : now,
        );
      put({ ...message, text: said, editedAt: new Date().toISOString() });
      void chatServer.edit(message.id, said).then(put, (error: unknown) => {
        put(message);
        showToast({ text: words(error).text });
      });
      return;
    }
    sendSoon({
      roomId: room.id,
      threadId,
      replyToId: about?.message.id ?? null,
      isAlsoInRoom: threadId !== null && isAlsoInRoom,
      text: said,
      attachments: arrived.map((one) => ({ id: one.nodeId ?? "", name: one.name, ...sizeOf(one) })),
    });
    attachments.clear();
    setAbout(null);
    setText("");
    if (view.stretch?.hasLater) void view.jump("end");
  };
  const editLast = () => {
    const coming = outgoing.findLast((one) => one.roomId === room.id && one.threadId === threadId);
    // What is still on its way has no place yet that could be changed.
    if (coming) return coming.message ? edit(coming.message) : undefined;
    const mine = view.stretch?.messages.findLast(
      (one) => one.authorId === me.id && one.kind === "text" && !one.isDeleted,
    );
    if (mine) edit(mine);
  };
  const seen = useSeen(line, threadId);
  const name = roomName(line);
  const aboutWords = useMemo(
    () =>
      about === null
        ? null
        : {
            kind: about.kind,
            words:
              about.kind === "edit"
                ? t("editing")
                : t("replying", {
                    name: nameOf(about.message.authorId) ?? "",
                    text: plainLine(about.message.text, nameOf, tMessage("everybody")),
                  }),
            onEnd: end,
          },
    // The way out is made anew with each drawing, and always means the present state.
    [about, nameOf, t, tMessage, text],
  );
  return (
    <>
      <SelectingArea selecting={selection.selecting}>
        <MessageLog
          roomId={room.id}
          threadId={threadId}
          view={view}
          nameOf={nameOf}
          named={mentions.named}
          verbs={verbs}
          unread={unread}
          wanted={wanted}
          label={threadId === null ? t("log", { name }) : t("threadLog")}
          empty={empty}
          after={(message) =>
            threadId === null && message.authorId === me.id && !message.isDeleted ? (
              <ReadBy line={line} message={message} onOpen={() => setReached(message)} />
            ) : null
          }
          onSeen={seen}
        />
      </SelectingArea>
      {selection.selecting ? (
        <SelectionBar
          chosen={chosen}
          nameOf={nameOf}
          mayDelete={chosen.every((message) => mayDelete(line, message, me.id))}
          onForward={() => setForwarded(chosen)}
          onDelete={() => setDeleting(chosen)}
          onEnd={endSelection}
        />
      ) : (
        <>
          <UnsentVoice sending={voice} />
          <Composer
            ref={composer}
            label={threadId === null ? t("to", { name }) : t("inThread")}
            value={text}
            onChange={setText}
            onSend={send}
            nameOf={mentions.plain}
            sources={sources}
            about={aboutWords}
            onEditLast={editLast}
            limit={mostLetters}
            isCompact={threadId !== null}
            closed={isClosed ? t("archived") : mayBegin ? null : t("announcements")}
            {...(about?.kind === "edit"
              ? {}
              : {
                  attachments: attachments.all.map((one) => ({
                    id: one.key,
                    name: one.name,
                    type: one.type,
                    sizeBytes: one.sizeBytes,
                    progress:
                      one.state === "sending" ? (one.sizeBytes === 0 ? 0 : one.sentBytes / one.sizeBytes) : null,
                    error: one.state === "failed" ? words(one.error).text : undefined,
                  })),
                  ...(guest?.mayUpload === false ? {} : { onFiles: attachments.add }),
                  onRemoveFile: attachments.remove,
                  ...(has.voice ? { onVoice: (said) => void voice.send(said) } : {}),
                })}
            {...(guest ? {} : { sendEntries: later.entries })}
            {...(about || room.kind === "direct" || !has.polls
              ? {}
              : {
                  tools: (
                    <IconButton size="small" side="top" label={t("poll")} onClick={() => setIsAsking(true)}>
                      <ChartNoAxesColumn aria-hidden="true" />
                    </IconButton>
                  ),
                })}
          />
        </>
      )}
      {below}
      {isAsking ? <NewPollDialog roomId={room.id} threadId={threadId} onClose={() => setIsAsking(false)} /> : null}
      {forwarded ? (
        <ForwardDialog messages={forwarded} onClose={() => setForwarded(null)} onDone={endSelection} />
      ) : null}
      {reached ? <ReachDialog roomId={room.id} message={reached} onClose={() => setReached(null)} /> : null}
      {deleting ? <DeleteDialog messages={deleting} onClose={() => setDeleting(null)} onDone={endSelection} /> : null}
      {later.dialog}
    </>
  );
}
