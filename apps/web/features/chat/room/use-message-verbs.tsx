import { type MenuEntry, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import {
  Bookmark,
  CheckCheck,
  Copy,
  Forward,
  Link,
  ListChecks,
  Mail,
  MailOpen,
  MessageSquareReply,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { goTo } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { chatServer, type Message, type RoomLine, type Stretch, stretchKey } from "../api.ts";
import { useChatHas } from "../has.ts";
import { useMailStart } from "../mail/use-mail-start.ts";
import { roomHref } from "../place.ts";
import { useSaving } from "../places/use-saving.tsx";
import type { MessageVerbs } from "./message-row.tsx";
import { plainLine } from "./plain-line.ts";

export interface VerbsInput {
  line: RoomLine;
  me: string;
  nameOf: (id: string | null) => string | null;
  threadId: string | null;
  onReply: ((message: Message) => void) | null;
  onEdit: (message: Message) => void;
  onDelete: (message: Message) => void;
  /** None for a guest, for whom nothing leads out of the room. */
  onForward: ((message: Message) => void) | null;
  /** Chooses it, and then others. */
  onSelect: (message: Message) => void;
  /** Shows whom a message reached. */
  onReach: (message: Message) => void;
}

/** Whether somebody may take a message back: their own, or any where they keep order. */
export function mayDelete({ room, role }: Pick<RoomLine, "room" | "role">, message: Message, me: string): boolean {
  return message.authorId === me || (role !== "member" && room.kind !== "direct");
}

/** What can be done with the messages of a room, shown at once and taken back where the server refuses. */
export function useMessageVerbs(input: VerbsInput): MessageVerbs {
  const { line, me, nameOf, threadId, onReply, onEdit, onDelete, onForward, onSelect, onReach } = input;
  const t = useTranslations("chat.message");
  const tMail = useTranslations("chat.mail");
  const saving = useSaving();
  const mail = useMailStart();
  const words = useWords();
  const queryClient = useQueryClient();
  const { room, role } = line;
  const has = useChatHas();
  return useMemo((): MessageVerbs => {
    const put = (message: Message) => {
      for (const thread of new Set([null, threadId, message.threadId]))
        queryClient.setQueryData<Stretch>(stretchKey(room.id, thread), (shown) =>
          shown ? { ...shown, messages: shown.messages.map((one) => (one.id === message.id ? message : one)) } : shown,
        );
    };
    const act = async (before: Message, shown: Message, run: () => Promise<Message>) => {
      put(shown);
      try {
        put(await run());
      } catch (error) {
        put(before);
        showToast({ text: words(error).text });
      }
    };
    const keepsOrder = role !== "member";
    const openThread = (message: Message) => goTo(roomHref(room.id, { threadId: message.threadId ?? message.id }));
    const react = (message: Message, emoji: string, isOn: boolean) => {
      const without = message.reactions
        .map((one) => (one.emoji === emoji ? { ...one, by: one.by.filter((id) => id !== me) } : one))
        .filter((one) => one.by.length > 0);
      const known = without.some((one) => one.emoji === emoji);
      const reactions = !isOn
        ? without
        : known
          ? without.map((one) => (one.emoji === emoji ? { ...one, by: [...one.by, me] } : one))
          : [...without, { emoji, by: [me] }];
      void act(message, { ...message, reactions }, () => chatServer.react({ id: message.id, emoji, isOn }));
    };
    const copy = (text: string, done: string) =>
      void navigator.clipboard.writeText(text).then(() => showToast({ text: done }));
    return {
      react,
      reply: onReply,
      mayReact: has.reactions,
      openThread: threadId === null ? openThread : null,
      mayBegin: has.threads,
      mayClose: (message) => !room.isArchived && (message.authorId === me || (keepsOrder && room.kind !== "direct")),
      goTo: (number) => goTo(roomHref(room.id, { number, threadId })),
      entries: (message): MenuEntry[] => {
        const isMine = message.authorId === me;
        return [
          ...(onReply
            ? [{ label: t("reply"), icon: <MessageSquareReply aria-hidden="true" />, onSelect: () => onReply(message) }]
            : []),
          ...(threadId === null && (has.threads || message.replyCount > 0)
            ? [
                {
                  label: t(message.replyCount > 0 ? "openThread" : "startThread"),
                  icon: <MessagesSquare aria-hidden="true" />,
                  onSelect: () => openThread(message),
                },
              ]
            : []),
          // What is kept for oneself, or leads out of the room, is for people with an account.
          ...(onForward === null
            ? []
            : [
                { label: t("forward"), icon: <Forward aria-hidden="true" />, onSelect: () => onForward(message) },
                ...(message.kind === "text" || message.kind === "voice"
                  ? [
                      {
                        label: tMail("sendMessage"),
                        icon: <Mail aria-hidden="true" />,
                        onSelect: () => mail.withMessage(message.id),
                      },
                    ]
                  : []),
                {
                  label: t("save"),
                  icon: <Bookmark aria-hidden="true" />,
                  onSelect: () => saving.keep(message.id),
                },
                saving.remindEntry(message.id),
                {
                  label: t("markUnread"),
                  icon: <MailOpen aria-hidden="true" />,
                  onSelect: () =>
                    void chatServer
                      .markRead({ roomId: room.id, number: message.number - 1, isBack: true })
                      .catch((error: unknown) => showToast({ text: words(error).text })),
                },
                ...(room.kind === "channel" && !keepsOrder
                  ? []
                  : [
                      {
                        label: t(message.pinnedAt ? "unpin" : "pin"),
                        icon: message.pinnedAt ? <PinOff aria-hidden="true" /> : <Pin aria-hidden="true" />,
                        onSelect: () => {
                          const pinnedAt = message.pinnedAt ? null : new Date().toISOString();
                          void act(message, { ...message, pinnedAt }, () =>
                            chatServer.pin(message.id, pinnedAt !== null),
                          );
                        },
                      },
                    ]),
              ]),
          ...(onForward === null
            ? []
            : [{ label: t("select"), icon: <ListChecks aria-hidden="true" />, onSelect: () => onSelect(message) }]),
          "separator",
          {
            label: t("copyText"),
            icon: <Copy aria-hidden="true" />,
            onSelect: () => copy(plainLine(message.text, nameOf, t("everybody")), t("textCopied")),
          },
          ...(onForward === null
            ? []
            : [
                {
                  label: t("copyLink"),
                  icon: <Link aria-hidden="true" />,
                  onSelect: () =>
                    copy(
                      new URL(roomHref(room.id, { number: message.number }), window.location.href).href,
                      t("linkCopied"),
                    ),
                },
              ]),
          ...(mayDelete({ room, role }, message, me)
            ? [
                "separator" as const,
                ...(isMine && room.kind !== "channel"
                  ? [
                      {
                        label: t("whoHasIt"),
                        icon: <CheckCheck aria-hidden="true" />,
                        onSelect: () => onReach(message),
                      },
                    ]
                  : []),
                ...(isMine
                  ? [{ label: t("edit"), icon: <Pencil aria-hidden="true" />, onSelect: () => onEdit(message) }]
                  : []),
                {
                  label: t("delete"),
                  icon: <Trash2 aria-hidden="true" />,
                  isDanger: true,
                  onSelect: () => onDelete(message),
                },
              ]
            : []),
        ];
      },
    };
  }, [
    room,
    role,
    me,
    nameOf,
    threadId,
    onReply,
    onEdit,
    onDelete,
    onForward,
    onSelect,
    onReach,
    saving,
    mail,
    t,
    tMail,
    words,
    queryClient,
    has,
  ]);
}
