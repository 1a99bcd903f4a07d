import type { QueryClient } from "@tanstack/react-query";
import { type ActInput, actOnConversation, actOnList, actOnMailboxes } from "./optimism.ts";
import { putRow } from "./rows.ts";
import { type ListData, rowsOf } from "./segments.ts";
import { cachedLists } from "./sync.ts";
import type { Conversation, Mailbox } from "./types.ts";

/**
 * Shows an act at once. The function it returns takes back what the act has changed and nothing else: something may have happened since, such as
 * that the next conversation was read.
 */
export function showAct(queryClient: QueryClient, input: ActInput): () => void {
  const undos = [
    ...showInLists(queryClient, input),
    showInMailboxes(queryClient, input),
    ...input.rows.map(({ id }) => showInConversation(queryClient, id, input)),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}

function showInLists(queryClient: QueryClient, input: ActInput): (() => void)[] {
  const ids = new Set(input.rows.map((row) => row.id));
  return cachedLists(queryClient).flatMap(([key, data]) => {
    const next = actOnList(data, key, input);
    if (next === data) return [];
    const before = rowsOf(data).filter((row) => ids.has(row.id));
    queryClient.setQueryData(["list", key], next);
    return [
      () =>
        queryClient.setQueryData<ListData>(
          ["list", key],
          (now) => now && before.reduce((list, row) => putRow(list, row, key, { wasThere: true }), now),
        ),
    ];
  });
}

function showInMailboxes(queryClient: QueryClient, input: ActInput): () => void {
  const mailboxes = queryClient.getQueryData<Mailbox[]>(["mailboxes"]) ?? [];
  const next = actOnMailboxes(mailboxes, input);
  const added = new Map(mailboxes.map((mailbox, at) => [mailbox.id, (next[at] ?? mailbox).unseen - mailbox.unseen]));
  if (mailboxes.length > 0) queryClient.setQueryData(["mailboxes"], next);
  return () =>
    queryClient.setQueryData<Mailbox[]>(["mailboxes"], (now) =>
      now?.map((mailbox) => {
        const more = added.get(mailbox.id) ?? 0;
        return more === 0 ? mailbox : { ...mailbox, unseen: Math.max(0, mailbox.unseen - more) };
      }),
    );
}

function showInConversation(queryClient: QueryClient, id: string, { act }: ActInput): () => void {
  const key = ["conversation", id];
  const conversation = queryClient.getQueryData<Conversation>(key);
  if (!conversation) return () => undefined;
  const before = new Map(conversation.messages.map((message) => [message.id, message]));
  queryClient.setQueryData(key, actOnConversation(conversation, act));
  return () =>
    queryClient.setQueryData<Conversation>(key, (now) => {
      if (!now) return now;
      const messages = now.messages.map((message) => {
        const { isSeen, isFlagged } = before.get(message.id) ?? message;
        return { ...message, isSeen, isFlagged };
      });
      return { ...now, messages };
    });
}
