import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { server } from "../../client/server.ts";
import { hasPinsApart, type ListKey } from "./list-key.ts";
import type { Conversation, ListOf, Mailbox } from "./types.ts";

const mailboxesKey = ["mailboxes"] as const;

/** All mailboxes of the account; kept true by live changes, so never stale by age. */
export function useMailboxes() {
  return useQuery({
    queryKey: mailboxesKey,
    queryFn: (): Promise<Mailbox[]> => server.mailboxes.list.query(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How the server is told which list is meant; a search has a question of its own. */
export function listOf(key: ListKey): ListOf {
  const { source, filter, sort, direction, grouping } = key;
  return {
    ...(source.kind === "view" ? { view: source.view } : {}),
    ...(source.kind === "mailbox" ? { mailboxId: source.mailboxId } : {}),
    ...(source.kind === "tag" ? { tag: source.keyword } : {}),
    ...(filter ? { filter } : {}),
    ...(hasPinsApart(key) ? { pins: "apart" as const } : {}),
    sort,
    direction,
    grouping,
  };
}

export const listServer = {
  page: server.conversations.list.query,
  count: server.conversations.count.query,
  position: server.conversations.position.query,
  search: server.conversations.search.query,
};

export function conversationOptions(id: string) {
  return {
    queryKey: ["conversation", id] as const,
    queryFn: () => server.conversations.get.query({ id }),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** One conversation with its messages. */
export function useConversation(id: string) {
  return useQuery(conversationOptions(id));
}

/** Has a conversation ready before it is opened; answers null where it cannot be had. */
export function prefetchConversation(queryClient: QueryClient, id: string): Promise<Conversation | null> {
  return queryClient.fetchQuery(conversationOptions(id)).catch(() => null);
}

/** The verbs on folders; each brings the mailboxes up to date when it is done. */
export function useMailboxVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: mailboxesKey });
  return {
    create: useMutation({
      mutationFn: (input: { name: string; parentId: string | null; spaceId?: string }) =>
        server.mailboxes.create.mutate(input),
      onSuccess,
    }),
    rename: useMutation({
      mutationFn: (input: { id: string; name: string }) => server.mailboxes.rename.mutate(input),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (input: { id: string }) => server.mailboxes.remove.mutate(input), onSuccess }),
    empty: useMutation({ mutationFn: (input: { id: string }) => server.mailboxes.empty.mutate(input), onSuccess }),
    markRead: useMutation({
      mutationFn: (input: { id: string }) => server.mailboxes.markRead.mutate(input),
      onSuccess,
    }),
  };
}

export const conversationServer = {
  act: server.conversations.act.mutate,
  actOnList: server.conversations.actOnList.mutate,
  undo: server.conversations.undo.mutate,
  changes: server.conversations.changes.query,
  live: server.events.live.subscribe,
};

/** People whose name or address begins with the text. */
export function usePeople(text: string) {
  return useQuery({
    queryKey: ["people", text],
    queryFn: () => server.people.suggest.query({ text }),
    enabled: text.length > 0,
    placeholderData: (before) => before,
  });
}

export const listsServer = {
  find: server.lists.find.query,
  expand: server.lists.expand.query,
};

export const draftServer = {
  save: server.drafts.save.mutate,
  get: server.drafts.get.query,
  discard: server.drafts.discard.mutate,
  replyTo: server.drafts.replyTo.query,
  again: server.drafts.again.query,
  forwardAttached: server.drafts.forwardAttached.query,
  convert: server.drafts.convert.mutate,
  redirect: server.outbox.redirect.mutate,
  undoRedirect: server.outbox.undoRedirect.mutate,
  send: server.outbox.send.mutate,
  undoSend: server.outbox.undo.mutate,
};
