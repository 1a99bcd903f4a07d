import { keepPreviousData, type QueryClient, queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { type Outputs, server } from "../../client/server.ts";
import { filesKey } from "../files/api.ts";

export type CommentsPage = Outputs["comments"]["list"];
export type Thread = Outputs["comments"]["thread"];
export type Comment = Thread["comments"][number];
export type Mentionable = Outputs["comments"]["mentionable"][number];

/** What is said about files is asked for again whenever files change. */
const key = [...filesKey, "comments"] as const;

/** Threads about an entry, a page after the other. */
export function useComments(nodeId: string, { isResolved, isOn = true }: { isResolved: boolean; isOn?: boolean }) {
  return useInfiniteQuery({
    queryKey: [...key, nodeId, isResolved],
    queryFn: ({ pageParam }) => server.comments.list.query({ id: nodeId, isResolved, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.threads.length, 0);
      return shown < total ? shown : undefined;
    },
    enabled: isOn,
  });
}

/** One thread, wherever it stands. */
export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: [...key, "thread", id],
    queryFn: () => server.comments.thread.query({ id }),
    retry: false,
  });

/** Whom one can name. */
export const mentionableQuery = (nodeId: string, text: string) =>
  queryOptions({
    queryKey: [...key, "mentionable", nodeId, text],
    queryFn: () => server.comments.mentionable.query({ id: nodeId, text }),
    placeholderData: keepPreviousData,
    staleTime: 20_000,
  });

type Pages = { pages: readonly CommentsPage[]; pageParams: unknown[] };

/** Shows a change of threads at once in every list of them; the server's answer makes it true or takes it back. */
export function patchThreads(
  queryClient: QueryClient,
  change: (threads: readonly Thread[]) => readonly Thread[],
): void {
  queryClient.setQueriesData<Pages>({ queryKey: key }, (data) =>
    data && "pages" in data
      ? { ...data, pages: data.pages.map((page) => ({ ...page, threads: [...change(page.threads)] })) }
      : data,
  );
}

export const commentsServer = {
  add: (input: { id: string; text: string }) => server.comments.add.mutate(input),
  reply: (input: { threadId: string; text: string }) => server.comments.reply.mutate(input),
  edit: (input: { id: string; text: string }) => server.comments.edit.mutate(input),
  remove: (id: string) => server.comments.remove.mutate({ id }),
  restore: (id: string) => server.comments.restore.mutate({ id }),
  resolve: (id: string) => server.comments.resolve.mutate({ id }),
  reopen: (id: string) => server.comments.reopen.mutate({ id }),
};
